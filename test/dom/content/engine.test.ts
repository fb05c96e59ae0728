import { describe, expect, it, vi } from 'vitest';
import { createEngine } from '../../../lib/content/engine.ts';
import type { Feature, FeatureContext, Services } from '../../../lib/content/feature.ts';
import { silentLog } from '../../../lib/shared/log.ts';

interface Screen {
  key: string | null;
}

function setUp(features: Feature<Screen>[], featuresOff: readonly string[] = []) {
  const error = vi.fn();
  const stop = new AbortController();
  const services = { log: { ...silentLog, error } } as unknown as Services;
  const isOff = (id: string): boolean => featuresOff.includes(id);
  return { engine: createEngine({ features, services, isOff, signal: stop.signal }), error, stop };
}

function recorder(id = 'recorder'): Feature<Screen> & { started: string[]; works: FeatureContext<Screen>[] } {
  const started: string[] = [];
  const works: FeatureContext<Screen>[] = [];
  return {
    id,
    started,
    works,
    when: (screen) => screen.key,
    start(work) {
      started.push(work.screen().key ?? '');
      works.push(work);
    },
  };
}

describe('engine', () => {
  it('starts once per key, notifies of later looks, and stops at another key or none', () => {
    const feature = recorder();
    const { engine } = setUp([feature]);
    engine.look({ key: 'a' });
    const looked = vi.fn();
    feature.works[0]?.onLook(looked);
    engine.look({ key: 'a' });
    expect(feature.started).toEqual(['a']);
    expect(looked).toHaveBeenCalledTimes(1);

    engine.look({ key: 'b' });
    expect(feature.started).toEqual(['a', 'b']);
    expect(feature.works[0]?.signal.aborted).toBe(true);
    expect(feature.works[1]?.signal.aborted).toBe(false);

    engine.look({ key: null });
    expect(feature.works[1]?.signal.aborted).toBe(true);
    expect(engine.status()).toEqual([{ id: 'recorder', state: 'idle', error: undefined }]);
  });

  it.each([
    [
      'a throw at the start',
      {
        start: () => {
          throw new Error('boom');
        },
      },
    ],
    ['a rejection', { start: () => Promise.reject(new Error('boom')) }],
    [
      'a throw in a look',
      {
        start: (work: FeatureContext<Screen>) =>
          work.onLook(() => {
            throw new Error('boom');
          }),
      },
    ],
    [
      'a throw in the condition',
      {
        when: () => {
          throw new Error('boom');
        },
      },
    ],
  ])('limits %s to its feature, names it, and logs it once', async (_, broken) => {
    const other = recorder('other');
    const { engine, error } = setUp([{ id: 'broken', when: (s: Screen) => s.key, start() {}, ...broken }, other]);
    for (let i = 0; i < 3; i += 1) engine.look({ key: 'a' });
    await Promise.resolve();
    await Promise.resolve();
    engine.look({ key: 'a' });
    expect(error).toHaveBeenCalledTimes(1);
    expect(error.mock.calls[0]?.slice(0, 2)).toEqual(['broken', 'boom']);
    expect(other.started).toEqual(['a']);
    expect(engine.status().map(({ id, state }) => [id, state])).toEqual([
      ['broken', 'failed'],
      ['other', 'running'],
    ]);
  });

  it('does not report an error of an aborted feature as a failure', async () => {
    let reject = (_: Error): void => {};
    const feature: Feature<Screen> = {
      id: 'late',
      when: (screen) => screen.key,
      start: () =>
        new Promise((_, no) => {
          reject = no;
        }),
    };
    const { engine, error } = setUp([feature]);
    engine.look({ key: 'a' });
    expect(engine.status()).toMatchObject([{ id: 'late', state: 'running' }]);
    engine.look({ key: null });
    reject(new Error('too late'));
    await Promise.resolve();
    expect(error).not.toHaveBeenCalled();
  });

  it('ends all features with its signal and starts none afterwards', () => {
    const feature = recorder();
    const { engine, stop } = setUp([feature]);
    engine.look({ key: 'a' });
    stop.abort();
    expect(feature.works[0]?.signal.aborted).toBe(true);
    engine.look({ key: 'b' });
    expect(feature.started).toEqual(['a']);
  });

  it('ends a feature that is switched off while it runs, starts it again when it is on, and keeps the others running', () => {
    const feature = recorder();
    const other = recorder('other');
    const featuresOff: string[] = [];
    const { engine } = setUp([feature, other], featuresOff);
    engine.look({ key: 'a' });

    featuresOff.push('recorder');
    engine.look({ key: 'a' });
    expect(feature.works[0]?.signal.aborted).toBe(true);
    expect(engine.status().map(({ id, state }) => [id, state])).toEqual([
      ['recorder', 'off'],
      ['other', 'running'],
    ]);
    engine.look({ key: 'b' });
    expect(feature.started).toEqual(['a']);

    featuresOff.pop();
    engine.look({ key: 'b' });
    expect(feature.started).toEqual(['a', 'b']);
    expect(feature.works[1]?.signal.aborted).toBe(false);
    expect(other.started).toEqual(['a', 'b']);
  });

  it('never starts a feature that is off from the first look', () => {
    const feature = recorder();
    const other = recorder('other');
    const { engine } = setUp([feature, other], ['recorder']);
    engine.look({ key: 'a' });
    expect(other.started).toEqual(['a']);
    expect(feature.started).toEqual([]);
  });
});
