import { describe, expect, it } from 'vitest';
import { changedNothing } from '../../../../lib/domain/changed-nothing.ts';
import { HOUR } from '../../../../lib/shared/time.ts';
import { bulkSync, fleet } from '../support/bulk-sync-stage.ts';

describe('the journal list', () => {
  it('contains the runs that changed something with all that they wrote, however many changed nothing since', async () => {
    const on = await fleet(4);
    await bulkSync(on);
    on.time.now += HOUR;
    await bulkSync(on);
    const changed = await on.engine.journal({ limit: 3, changedOnly: true });
    expect(changed).toMatchObject({ unchanged: 4 });
    expect(changed.runs.map(({ counts }) => counts.applied)).toEqual([4, 4, 4]);
    for (const { id } of changed.runs) expect(changed.entries.filter(({ runId }) => runId === id)).toHaveLength(4);
    const all = await on.engine.journal({ limit: 3 });
    expect(all.unchanged).toBe(3);
    expect(all.entries).toEqual([]);
  });
});

describe('a run', () => {
  const counts = { applied: 0, failed: 0, conflict: 0, held: 0, unknown: 0 };
  const failure = { code: 'timeout', message: 'No answer.', nextStep: 'It is tried again.' } as const;

  it.each([
    ['that is done without a change', true, { state: 'done', counts }],
    ['that wrote', false, { state: 'done', counts: { ...counts, applied: 1 } }],
    ['that holds something', false, { state: 'done', counts: { ...counts, held: 1 } }],
    ['that is running', false, { state: 'running', counts }],
    ['that was cancelled', false, { state: 'cancelled', counts }],
    ['that was cut off', false, { state: 'interrupted', counts }],
    ['that failed', false, { state: 'failed', counts, failure }],
  ] as const)('%s: changed nothing is %s', (_what, expected, run) => {
    expect(changedNothing(run)).toBe(expected);
  });
});
