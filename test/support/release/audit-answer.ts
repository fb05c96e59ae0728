/** What `npm audit --json` came to. */
export type AuditResult =
  | { kind: 'clean'; packages: number }
  | { kind: 'vulnerable'; names: string[] }
  | { kind: 'not-checked'; reason: string };

/**
 * Reads the output of `npm audit --json`. Whatever is no report counts as not checked, never as clean: a registry without audits
 * answers with an error.
 */
export function readAudit(output: string): AuditResult {
  const report = parse(output);
  if (report === undefined) return { kind: 'not-checked', reason: 'npm audit gave no report.' };
  const { error, message, metadata, vulnerabilities } = report;
  if (error !== undefined || message !== undefined)
    return { kind: 'not-checked', reason: [message, error?.summary].find((one) => !!one) ?? 'The registry refused.' };
  const total = metadata?.vulnerabilities?.total;
  if (typeof total !== 'number' || !vulnerabilities)
    return { kind: 'not-checked', reason: 'The report has no count of vulnerabilities.' };
  if (total > 0) return { kind: 'vulnerable', names: Object.keys(vulnerabilities) };
  return { kind: 'clean', packages: metadata?.dependencies?.total ?? 0 };
}

interface Report {
  error?: { summary?: string };
  message?: string;
  vulnerabilities?: Record<string, unknown>;
  metadata?: { vulnerabilities?: { total?: unknown }; dependencies?: { total?: number } };
}

function parse(output: string): Report | undefined {
  try {
    const value: unknown = JSON.parse(output);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
