import type { FILE_IMPORT } from '../../messages/declarations/file-import.ts';
import type { HandlersOf } from '../../messages/router.ts';
import { deriveFileEvents } from '../../portal/file/derive-events.ts';
import type { Failure } from '../../shared/errors.ts';
import { randomId } from '../../shared/ids.ts';
import { fail, ok } from '../../shared/result.ts';
import { isoTime, readTime } from '../../shared/time.ts';
import { afterSaving, type Background } from '../background.ts';
import { refusedPortal } from '../fixed-connection.ts';

/** A file that our options page read, in place of a portal. With the commit it is what is connected. */
export function fileImportHandlers(background: Background): HandlersOf<typeof FILE_IMPORT> {
  const { files, mappings, clock } = background;
  return {
    'file.view': async () => ok(await files.current()),
    'file.mapping': async ({ signature }) => ok(await mappings.read(signature)),

    'file.begin': async () => {
      const importId = randomId();
      await files.begin(importId);
      return ok({ importId });
    },

    'file.customers': async ({ importId, customers }) =>
      (await files.add(importId, customers)) ? ok(null) : fail(REPLACED),

    'file.commit': async ({ importId, mapping, ...request }) => {
      const refused = await refusedPortal(background, { kind: 'file', baseUrl: '' });
      if (refused) return fail(refused);
      const now = clock();
      const modified = readTime(request.modifiedAt) ?? now;
      const dataAt = isoTime(Math.min(modified, now));
      const imported = { ...request, id: importId, importedAt: isoTime(now), dataAt };
      const before = await background.connections.portal();
      // What cannot be opened fails before anything is stored.
      await background.engines.store();
      const isStored = await files.commit(imported, (old, young) => deriveFileEvents(old, young, dataAt));
      if (!isStored) return fail(REPLACED);
      await mappings.save(request.signature, mapping);
      await background.settings.change((settings) => settings);
      const file = { name: request.name, hasEfsIds: mapping.hasEfsIds };
      await background.keys.savePortal({ kind: 'file', baseUrl: '', key: '', file });
      await background.health.note('portal', ok(null));
      // The same file with its ids in another number space links by other rules: what was agreed to no longer holds.
      const isOther = before?.file?.name !== file.name || before.file.hasEfsIds !== file.hasEfsIds;
      await afterSaving(background, { side: 'portal', isOther });
      return ok({ name: request.name, customers: request.counts.customers, cleaned: [] });
    },
  };
}

const REPLACED: Failure = {
  code: 'interrupted',
  message: 'Another import was begun, so this one was not finished. The data before it still count.',
  nextStep: 'Import the file again.',
};
