/** The in-page features as people know them: pure data, read by the content script, the options page and the tests. */
export interface FeatureEntry {
  id: FeatureId;
  title: string;
  help: string;
  onByDefault: boolean;
}

export type FeatureId = 'company-panel' | 'managed-id-check' | 'addition-check' | 'management-tab-check';

export const FEATURES: readonly FeatureEntry[] = [
  {
    id: 'company-panel',
    title: 'Company panel',
    help: 'Backup health, findings and Sync now beside a company and its agreements.',
    onByDefault: true,
  },
  {
    id: 'managed-id-check',
    title: 'Managed ID while typing',
    help: 'Checks the Managed ID field and offers the right EFS id with one click.',
    onByDefault: true,
  },
  {
    id: 'management-tab-check',
    title: 'Management tab',
    help: 'Marks stored managed-id entries that would stop the statistics, with their fix.',
    onByDefault: true,
  },
  {
    id: 'addition-check',
    title: 'Agreement addition while typing',
    help: 'Checks SerialNumber, Less Included, prices and dates of an addition.',
    onByDefault: true,
  },
];
