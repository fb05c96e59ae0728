import { browser } from 'wxt/browser';
import type { StorageArea } from '../shared/storage-area.ts';

/** Storage in memory that outlives the worker and ends with the browser; content scripts do not reach it. Values are JSON. */
export const sessionArea: StorageArea = {
  get: async (key) => (await browser.storage.session.get(key))[key],
  set: async (key, value) => browser.storage.session.set({ [key]: value }),
  remove: async (key) => browser.storage.session.remove(key),
};
