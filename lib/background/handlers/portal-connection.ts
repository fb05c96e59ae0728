import type { PORTAL_CONNECTION } from '../../messages/declarations/portal-connection.ts';
import type { PortalInput, PortalTest } from '../../messages/protocol.ts';
import type { HandlersOf } from '../../messages/router.ts';
import { mayCallHost } from '../../platform/permissions.ts';
import { readPortalInput } from '../../portal/config.ts';
import { hostPermissionFailure, originOf } from '../../shared/request-guard.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { PortalConnection, TestedPortal } from '../adapters.ts';
import { afterSaving, type Background } from '../background.ts';
import { refusedPortal, withFixedPortal } from '../fixed-connection.ts';

/** As for ConnectWise: test what was typed, store only what passed. */
export function portalConnectionHandlers(background: Background): HandlersOf<typeof PORTAL_CONNECTION> {
  return {
    'connection.portal.test': async (typed) => {
      const tested = await test(background, typed);
      return tested.ok ? ok(tested.value.test) : tested;
    },

    'connection.portal.save': (typed) => savePortal(background, typed),
  };
}

/** Tests a connection and stores it, whether a user typed it or a policy holds it. */
export async function savePortal(background: Background, typed: PortalInput): Promise<Result<PortalTest>> {
  const tested = await test(background, typed);
  if (!tested.ok) return tested;
  const { test: shown, connection } = tested.value;
  const before = await background.connections.portal();
  // What cannot be opened fails before anything is stored, so that no connection is saved by half.
  await background.engines.store();
  // The settings of a first connection are stored before it: an update must not take it for one that was made without consent.
  await background.settings.change((settings) => settings);
  await background.keys.savePortal(connection);
  // A portal in place of a file: nobody asks for its data any more.
  if (before?.file) await background.files.clear();
  await background.health.note('portal', ok(null));
  const isOther = before?.kind !== connection.kind || before.baseUrl !== connection.baseUrl;
  await afterSaving(background, { side: 'portal', isOther });
  return ok({ ...shown, done: ['The connection is stored; the key is stored encrypted.'] });
}

async function test(background: Background, input: PortalInput): Promise<Result<TestedPortal>> {
  const completed = await withFixedPortal(background, input);
  if (!completed.ok) return completed;
  const filled = await withStoredKey(background, completed.value);
  if (!filled.ok) return filled;
  const read = readPortalInput(filled.value);
  if (!read.ok) return read;
  const refused = await refusedPortal(background, read.value.config);
  if (refused) return fail(refused);
  const { hostname } = new URL(read.value.config.baseUrl);
  if (!(await mayCallHost(hostname))) return fail(hostPermissionFailure(hostname, 'baseUrl'));
  return background.adapters.testPortal(filled.value);
}

type Typed = Omit<PortalConnection, 'kind'> & Pick<PortalInput, 'kind'>;

/** '' keeps the stored key, but only towards the portal that it was stored for. */
async function withStoredKey({ connections, keys }: Background, typed: PortalInput): Promise<Result<Typed>> {
  if (typed.key !== '') return ok(typed);
  const stored = await connections.portal();
  if (!stored) return ok(typed);
  const opened = await keys.portal();
  if (!opened.ok) return opened;
  const filled = { ...typed, key: opened.value.key };
  const read = readPortalInput(filled);
  if (!read.ok) return read;
  const isSame = stored.kind === typed.kind && originOf(stored.baseUrl) === originOf(read.value.config.baseUrl);
  if (isSame) return ok(filled);
  return fail({
    code: 'bad-input',
    message: 'The stored key belongs to another portal and is not sent to this one.',
    nextStep: 'Enter the key of this portal.',
    field: 'key',
  });
}
