import { byDepth } from '../../support/depth.ts';

/** By spec, how the titles of tests begin; an empty one is every test of the spec. */
type Tests = Record<string, readonly string[]>;

/** Run by every `npm test`. */
const SAMPLE: Tests = {
  'addition-form': ['near misses at SerialNumber'],
  'company-panel': ['a company without a managed-id entry', 'screens that are no company', 'undo from the panel'],
  'rule-codes-set': ['rule codes: Management IT Solution'],
};

/** Run by `npm test -- --all`. Why the others do not run in Firefox is in docs/reference/browsers.md#tests-in-firefox. */
const ALL: Tests = {
  ...SAMPLE,
  'addition-form': [''],
  'clean-up': [''],
  'company-panel': [
    ...(SAMPLE['company-panel'] ?? []),
    '.*the panel shows no finding at any customer',
    'a line that a user changed',
    'for a member with read-only access',
    'before anything is connected',
    'a panel that is open is refreshed',
    'each account’s name',
    'on other screens the panel is a tab',
  ],
  connections: [''],
  consent: [''],
  'in-page-settings': [''],
  journal: ['a change and then the rest of its run are undone'],
  keys: [''],
  link: [''],
  lock: ['it locks by itself'],
  'managed-id-field': [''],
  'new-products': [''],
  'own-pages-accessibility': [
    'options: a refused',
    'options: no accessibility violation in any',
    '.*while settings',
    'options.html',
    'popup.html',
    'welcome.html',
    'panel by',
  ],
  reports: ['a company’s backup report is made and read'],
  'rule-codes-mid': [''],
  'rule-codes-set': [''],
  'setup-checks': [''],
};

const RUN = byDepth(SAMPLE, ALL);

/** Playwright looks for these in project, file, groups and title of a test, joined by blanks. */
export const FIREFOX_TESTS = Object.entries(RUN).flatMap(([spec, titles]) =>
  titles.map((title) => new RegExp(` ${spec}\\.spec\\.ts .*${title}`)),
);
export const FIREFOX_SPECS = Object.keys(RUN).map((name) => `**/${name}.spec.ts`);
