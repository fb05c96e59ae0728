import { playStory } from '../support/story/story.ts';
import { expect, test } from './support/fixture.ts';

/** What the three syncs may write, by resource; everything else in ConnectWise is a user's. */
const SYNCED: [RegExp, RegExp][] = [
  [/^\/company\/companies\/\d+\/managementSummaryReports(\/\d+)?$/, /^(POST|PATCH|DELETE)$/],
  [/^\/finance\/agreements\/\d+\/additions(\/\d+)?$/, /^(POST|PATCH)$/],
  [/^\/company\/configurations(\/\d+)?$/, /^(POST|PATCH)$/],
  [/^\/company\/configurations\/types(\/\d+)?$/, /^POST$/],
  [/^\/service\/tickets(\/\d+)?$/, /^(POST|PATCH)$/],
  [/^\/service\/tickets\/\d+\/notes$/, /^POST$/],
];
const NEVER = /unitPrice|unitCost|lessIncluded|product|effectiveDate|billCustomer/;

test('the main job: found, fixed, synced, and synced by itself when a backup fails', async ({
  simulator,
  chromium,
}) => {
  const summary = await playStory({ simulator, browser: chromium });

  const codes = summary.findings.map(({ code }) => code);
  expect(codes).toEqual(expect.arrayContaining(['MID-ORDER', 'ADD-SERIAL-FORMAT', 'ADD-DRIFT']));
  expect(summary.read.join('\n')).toContain('ETV-Primary');
  expect(summary.planned.length).toBeGreaterThan(0);
  expect(summary.verified.length).toBeGreaterThan(20);
  expect(summary.verified.filter(({ ok }) => !ok)).toEqual([]);

  const tickets = summary.written.filter(({ path }) => path.startsWith('/service/'));
  expect(tickets.map(({ step, method }) => `${step}: ${method}`)).toEqual([
    'poll: POST',
    'recovery: POST',
    'recovery: PATCH',
  ]);

  expect(new Set(summary.written.map(({ step }) => step))).toEqual(
    new Set(['fix MID-ORDER', 'Sync now', 'poll', 'recovery']),
  );
  for (const { method, path, body, status } of summary.written) {
    const allowed = SYNCED.find(([pattern]) => pattern.test(path));
    expect(allowed, `${method} ${path}`).toBeDefined();
    expect(method, path).toMatch(allowed?.[1] ?? /^$/);
    expect(status, `${method} ${path}`).toBeLessThan(300);
    if (path.includes('/additions') && Array.isArray(body))
      for (const operation of body) expect(operation.path).not.toMatch(NEVER);
  }
});
