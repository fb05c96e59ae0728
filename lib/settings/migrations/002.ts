import type { Migration } from './run.ts';

/**
 * Before version 2 a connected browser wrote whatever `pushes` and the board of new tickets allowed. An update keeps that:
 * it neither stops a sync that somebody relies on nor starts one.
 */
export const keepAutomaticSync: Migration = {
  to: 2,
  run(value) {
    if (!isRecord(value)) return value;
    const { pushes, tickets } = value;
    const isOn = (push: string) => !isRecord(pushes) || pushes[push] !== false;
    return {
      ...value,
      automatic: {
        statistics: isOn('backupStatistics'),
        tickets: isRecord(tickets) && isRecord(tickets.board),
        quantities: isOn('agreementParts'),
        invoiceDescriptions: isOn('invoiceDescriptions'),
      },
    };
  },
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
