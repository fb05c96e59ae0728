import type { Migration } from './run.ts';

/**
 * Before version 2 a connected browser wrote whatever `syncs` and the board of new tickets allowed. An update keeps that:
 * it neither stops a sync that somebody relies on nor starts one.
 */
export const keepAutomaticSync: Migration = {
  to: 2,
  run(value) {
    if (!isRecord(value)) return value;
    const { syncedParts, tickets } = value;
    const isOn = (part: string) => !isRecord(syncedParts) || syncedParts[part] !== false;
    // Descriptions were on by default then, and are off now: what is not stored keeps the default of its time.
    const stored = { ...(isRecord(syncedParts) && syncedParts), invoiceDescriptions: isOn('invoiceDescriptions') };
    return {
      ...value,
      syncedParts: stored,
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
