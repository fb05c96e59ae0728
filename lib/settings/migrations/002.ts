import { isRecord } from '../is-record.ts';
import type { Migration } from './run.ts';

/**
 * Before version 2 a connected browser wrote whatever `pushes` (today's `syncedParts`) and the board of new tickets allowed.
 * An update keeps that: it neither stops a sync that somebody relies on nor starts one. The names are those of version 2.
 */
export const keepAutomaticSync: Migration = {
  to: 2,
  run(value) {
    if (!isRecord(value)) return value;
    const { pushes, tickets } = value;
    const isOn = (part: string) => !isRecord(pushes) || pushes[part] !== false;
    // Descriptions were on by default then, and are off now: what is not stored keeps the default of its time.
    const stored = { ...(isRecord(pushes) && pushes), invoiceDescriptions: isOn('invoiceDescriptions') };
    return {
      ...value,
      pushes: stored,
      automatic: {
        statistics: isOn('backupStatistics'),
        tickets: isRecord(tickets) && isRecord(tickets.board),
        quantities: isOn('agreementParts'),
        invoiceDescriptions: isOn('invoiceDescriptions'),
      },
    };
  },
};
