/**
 * Which of a company's lists hold a row that could not be read: a rule that concludes from absence or from a count there
 * stays silent, and a fix that hangs on it is not offered.
 */
export interface Incomplete {
  /** Managed-ID entries. */
  entries?: true;
  /** Agreements, or the additions of one of them. */
  additions?: true;
  /** Cross-references, or the integration that holds them: a product may bill more services than are known. */
  crossReferences?: true;
}
