import type { StorageView } from '../views.ts';
import { fromPage, nothing } from './declaration.ts';

export const STORAGE = {
  /** Whether the browser keeps what Backup Bridge stores. */
  'storage.view': fromPage(nothing).answers<StorageView>(),
};
