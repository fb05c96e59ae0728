import { describe, expect, it } from 'vitest';
import { readAudit } from '../../../support/release/audit-answer.ts';

const report = (total: number, names: string[] = []) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: Object.fromEntries(names.map((name) => [name, { name, severity: 'high' }])),
    metadata: { vulnerabilities: { total }, dependencies: { total: 560 } },
  });

describe('the answer of npm audit', () => {
  it('without a vulnerability is clean', () => {
    expect(readAudit(report(0))).toEqual({ kind: 'clean', packages: 560 });
  });

  it('names what is vulnerable', () => {
    expect(readAudit(report(2, ['ws', 'hono']))).toEqual({ kind: 'vulnerable', names: ['ws', 'hono'] });
  });

  it.each([
    [
      'of a registry without audits',
      '{"message":"405 Method Not Allowed - POST","error":{"summary":"","detail":""}}',
      '405',
    ],
    ['that is an error', '{"error":{"code":"ENOTFOUND","summary":"request failed"}}', 'request failed'],
    ['that is empty', '', 'no report'],
    ['that is HTML', '<html>', 'no report'],
    ['without a count', '{"vulnerabilities":{},"metadata":{}}', 'no count'],
  ])('%s is never taken for clean', (_, output, reason) => {
    expect(readAudit(output)).toEqual({ kind: 'not-checked', reason: expect.stringContaining(reason) });
  });
});
