import { describe, expect, it, vi } from 'vitest';
import { browserId, browserName } from '../../../lib/background/browser-name.ts';
import { memoryStorage } from '../../support/memory-storage.ts';

describe('name of the browser', () => {
  it.each([
    ['Mozilla/5.0 Chrome/156.0 Safari/537.36', 'win', 'Chrome on Windows (3f2a)'],
    ['Mozilla/5.0 Chrome/156.0 Safari/537.36 Edg/156.0', 'win', 'Edge on Windows (3f2a)'],
    ['Mozilla/5.0 Gecko/20100101 Firefox/153.0', 'linux', 'Firefox on Linux (3f2a)'],
    ['something', 'openbsd', 'Browser on openbsd (3f2a)'],
  ])('of %s on %s', (userAgent, system, name) => {
    expect(browserName(userAgent, system, '3f2a')).toBe(name);
  });

  it('keeps its id', async () => {
    const storage = memoryStorage();
    const makeId = vi.fn(() => '3f2a1b-77');
    expect(await browserId(storage, makeId)).toBe('3f2a');
    expect(await browserId(storage, makeId)).toBe('3f2a');
    expect(makeId).toHaveBeenCalledOnce();
  });
});
