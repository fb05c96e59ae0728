/** A warning of Mozilla's linter that stays, by its code and the source it comes from. docs/release.md says why. */
export interface ExplainedWarning {
  code: string;
  /** Of the linter's message. */
  message: RegExp;
  /** Built files in which it may be; hashes of names are not part of it. */
  files: RegExp;
}

/** Every warning that is not here fails the check. */
export const EXPLAINED_WARNINGS: readonly ExplainedWarning[] = [
  // Preact's own code for `dangerouslySetInnerHTML`, in every bundle that draws; ours never uses it (test/repo/raw-html.test.ts).
  {
    code: 'UNSAFE_VAR_ASSIGNMENT',
    message: /^Unsafe assignment to innerHTML$/,
    files: /^(chunks\/[\w-]+|connectwise-(tools|features))\.js$/,
  },
];
