import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { askToPersist, readPersistence } from '../../../lib/platform/persistence.ts';

let origin = 'moz-extension://id/';

beforeEach(() => {
  origin = 'moz-extension://id/';
  vi.spyOn(fakeBrowser.runtime, 'getURL').mockImplementation((() => origin) as never);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const browserWith = (storage: object | undefined) => vi.stubGlobal('navigator', { storage });

describe('lasting storage', () => {
  it('is asked for once: what is kept already is not asked for again', async () => {
    const persist = vi.fn(async () => true);
    browserWith({ persisted: async () => true, persist });
    expect(await askToPersist()).toBe('persisted');
    expect(persist).not.toHaveBeenCalled();
    browserWith({ persisted: async () => false, persist });
    expect(await askToPersist()).toBe('persisted');
    expect(persist).toHaveBeenCalledOnce();
    expect(await readPersistence()).toBe('may-be-cleared');
  });

  it('may be refused, and cannot be asked for by a worker of Chrome', async () => {
    browserWith({ persisted: async () => false, persist: async () => false });
    expect(await askToPersist()).toBe('may-be-cleared');
    browserWith({ persisted: async () => false });
    expect(await askToPersist()).toBe('may-be-cleared');
  });

  it('is given by the permission in Chrome, which answers otherwise', async () => {
    origin = 'chrome-extension://id/';
    browserWith({ persisted: async () => false });
    const contains = vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation((async () => true) as never);
    expect(await readPersistence()).toBe('persisted');
    expect(contains).toHaveBeenCalledWith({ permissions: ['unlimitedStorage'] });
    contains.mockImplementation((async () => false) as never);
    expect(await readPersistence()).toBe('may-be-cleared');
  });

  it('is not known where the browser does not answer', async () => {
    browserWith(undefined);
    expect(await askToPersist()).toBe('unknown');
    expect(await readPersistence()).toBe('unknown');
  });
});
