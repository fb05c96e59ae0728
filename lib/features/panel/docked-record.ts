import type { Send } from '../../content/feature.ts';
import type { Layer } from '../../content/layer.ts';
import type { OnScreen, PanelRecord, PanelShown, RecordSummary } from '../../domain/panel-record.ts';
import type { PanelMemoryAccess } from './panel-memory.ts';

/** A record that a feature wants the panel to show. */
export interface DockedRecord {
  record: PanelRecord;
  onScreen: OnScreen;
  /** On a company's own screen; elsewhere the panel is a tab until the user opens it. */
  opensByItself: boolean;
}

export interface DockedPanel {
  /** What the collapsed tab says. */
  summarize(summary: RecordSummary): void;
  /** Opens the panel with the preview of this finding's fix. */
  fix(findingId: string): void;
  /** The record's screen changed without becoming another record's. */
  update(docked: DockedRecord): void;
}

/** One run of a feature. */
interface Work {
  layer: Layer;
  onLook(listener: () => void): void;
  signal: AbortSignal;
}

export interface PanelDock {
  /** Shows a record until the feature's run ends. */
  show(work: Work, docked: DockedRecord): DockedPanel;
}

export interface PanelDockParts {
  send: Send;
  panelMemory: PanelMemoryAccess;
  /** A run of the panel ended. */
  onStoredChanged(): void;
  /** Life of the script. */
  signal: AbortSignal;
}

/** What the dock holds of the record that it shows. */
export interface ShownRecord {
  docked: DockedRecord;
  key: string;
  owner: AbortSignal;
  /** Its feature has ended: it is hidden, and gone unless it is shown again at once, on another tab of the same record. */
  isLeaving?: boolean;
  summary: RecordSummary | null;
  /** The user's own choice for this record. */
  chosen?: boolean;
  fix?: PanelShown['fix'];
}

/** What the worker learns of it. */
export function shownOf({ docked, fix }: Pick<ShownRecord, 'docked' | 'fix'>): PanelShown {
  return { record: docked.record, onScreen: docked.onScreen, ...(fix && { fix }) };
}

export function keyOf(record: PanelRecord): string {
  return record.kind === 'company' ? `company ${record.companyId}` : `ticket ${record.ticketId}`;
}
