/** The in-page features as users know them: pure data, read by the content script, the options page and the tests. */
export interface FeatureEntry {
  id: FeatureId;
  title: string;
  help: string;
}

export type FeatureId =
  | 'company-panel'
  | 'managed-id-check'
  | 'management-tab-check'
  | 'addition-check'
  | 'additions-list-check'
  | 'ticket-guard'
  | 'integration-check'
  | 'management-solution-check'
  | 'board-status-check';

export const FEATURES: readonly FeatureEntry[] = [
  {
    id: 'company-panel',
    title: 'Company panel',
    help: 'Backup health, findings and Sync now beside a company and its agreements.',
  },
  {
    id: 'managed-id-check',
    title: 'Managed ID while typing',
    help: 'Checks the Managed ID field and offers the right EFS id with one click.',
  },
  {
    id: 'management-tab-check',
    title: 'Management tab',
    help: 'Marks stored managed-id entries that would stop the statistics, with their fix.',
  },
  {
    id: 'addition-check',
    title: 'Agreement addition while typing',
    help: 'Checks SerialNumber, Less Included, prices and dates of an addition.',
  },
  {
    id: 'additions-list-check',
    title: 'Agreement additions list',
    help: 'Marks every addition in the list that has a finding.',
  },
  {
    id: 'ticket-guard',
    title: 'Service ticket',
    help: 'What a backup ticket is about, how that account is now, and other tickets of the same incident.',
  },
  {
    id: 'integration-check',
    title: 'Managed Devices Integration',
    help: 'Compares the settings and cross-references of the setup table with what the integration needs.',
  },
  {
    id: 'management-solution-check',
    title: 'Management IT Solution',
    help: 'Checks that the management solution is of type Custom, with the right name and no login.',
  },
  {
    id: 'board-status-check',
    title: 'Service board status',
    help: 'Checks that the status for new tickets is cross-referenced to Not Responded.',
  },
];
