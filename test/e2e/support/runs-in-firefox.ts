/** Tests that run in Firefox too, by spec; why the others do not is in docs/reference/browsers.md#tests-in-firefox. */
const IN_FIREFOX: Record<string, readonly string[]> = {
  'company-panel': ['undo from the panel', 'a company without a managed-id entry', 'screens that are no company'],
  connections: ['each right that the API member lacks'],
  journal: ['a change and then the rest of its run are undone'],
  'rule-codes-set': ['rule codes: Management IT Solution'],
};

export const FIREFOX_SPECS = Object.keys(IN_FIREFOX).map((name) => `**/${name}.spec.ts`);
export const FIREFOX_TESTS = new RegExp(Object.values(IN_FIREFOX).flat().join('|'));
