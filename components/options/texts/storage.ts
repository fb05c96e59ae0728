import type { StorageView } from '../../../lib/messages/protocol.ts';

/** Whether the browser keeps our data when the disk is full. */
export const STORAGE = {
  title: 'Storage',
  states: {
    persisted: {
      word: 'Kept',
      tone: 'ok',
      sentence: 'The browser keeps the journal, the settings and the keys, also when the disk is full.',
    },
    'may-be-cleared': {
      word: 'May be cleared',
      tone: 'warning',
      sentence:
        'The browser may clear the journal, the settings and the keys when the disk is full. Keep some disk space free, and export the journal from time to time.',
    },
    unknown: {
      word: 'Not known',
      tone: 'quiet',
      sentence:
        'The browser does not say whether it keeps the journal, the settings and the keys when the disk is full.',
    },
  } satisfies Record<StorageView['persistence'], { word: string; tone: string; sentence: string }>,
};
