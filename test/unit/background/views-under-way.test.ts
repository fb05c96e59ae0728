import { describe, expect, it, vi } from 'vitest';
import { viewsUnderWay } from '../../../lib/background/views-under-way.ts';
import { fail, ok } from '../../../lib/shared/result.ts';
import type { Engine } from '../../../lib/sync/engine.ts';

/** An engine whose answers the test gives. */
function engine() {
  const answers: (() => void)[] = [];
  const companyView = vi.fn((companyId: number) => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    answers.push(() => resolve(ok({ companyId, nth: answers.length })));
    return promise;
  });
  return { asEngine: { companyView } as unknown as Engine, companyView, answers };
}

const KEPT = { refresh: false };

describe('a company view that is being read', () => {
  it('is read once for all who ask meanwhile, and again for who asks later', async () => {
    const { asEngine, companyView, answers } = engine();
    const viewOf = viewsUnderWay();
    const both = [viewOf(asEngine, 7, KEPT), viewOf(asEngine, 7, KEPT)];
    expect(companyView).toHaveBeenCalledTimes(1);
    answers[0]?.();
    const [one, other] = await Promise.all(both);
    expect(one).toBe(other);
    void viewOf(asEngine, 7, KEPT);
    expect(companyView).toHaveBeenCalledTimes(2);
  });

  it('serves no other company, no other engine, and nobody who asks both sides again', () => {
    const [one, other] = [engine(), engine()];
    const viewOf = viewsUnderWay();
    void viewOf(one.asEngine, 7, KEPT);
    void viewOf(one.asEngine, 8, KEPT);
    void viewOf(other.asEngine, 7, KEPT);
    void viewOf(one.asEngine, 7, { refresh: true });
    expect(one.companyView).toHaveBeenCalledTimes(3);
    expect(other.companyView).toHaveBeenCalledTimes(1);
  });

  it('from before a refresh is given to nobody who asks after it', async () => {
    const { asEngine, answers } = engine();
    const viewOf = viewsUnderWay();
    const before = viewOf(asEngine, 7, KEPT);
    const refreshed = viewOf(asEngine, 7, { refresh: true });
    answers[0]?.();
    await before;
    expect(viewOf(asEngine, 7, KEPT)).toBe(refreshed);
  });

  it('is not kept when it fails', async () => {
    const companyView = vi.fn(async () =>
      fail({ code: 'unreachable', message: 'It cannot be reached.', nextStep: 'It is tried again.' }),
    );
    const viewOf = viewsUnderWay();
    const broken = { companyView } as unknown as Engine;
    await viewOf(broken, 7, KEPT);
    await viewOf(broken, 7, KEPT);
    expect(companyView).toHaveBeenCalledTimes(2);
  });
});
