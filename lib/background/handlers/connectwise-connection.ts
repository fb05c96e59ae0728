import { readSite } from '../../connectwise/site.ts';
import { isTenantAllowed } from '../../domain/policy.ts';
import type { CONNECTWISE_CONNECTION } from '../../messages/declarations/connectwise-connection.ts';
import type { ConnectWiseInput, ConnectWiseTest } from '../../messages/protocol.ts';
import type { HandlersOf } from '../../messages/router.ts';
import { mayCallHost } from '../../platform/permissions.ts';
import type { Failure } from '../../shared/errors.ts';
import { hostPermissionFailure } from '../../shared/request-guard.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { literalText } from '../../shared/text-values.ts';
import { withoutBlanks } from '../../shared/typed-text.ts';
import type { TestedConnectWise } from '../adapters.ts';
import { afterSaving, type Background } from '../background.ts';
import { alignContentScript } from '../content-script.ts';
import { withFixedConnectWise } from '../fixed-connection.ts';
import { tenantRefused } from '../policy-failures.ts';

const NAMES = { companyId: 'company ID', publicKey: 'public key' };

/** Tests what was typed; saves only what passed the test, so that a stored connection is never lost to a typing error. */
export function connectWiseConnectionHandlers(background: Background): HandlersOf<typeof CONNECTWISE_CONNECTION> {
  return {
    'connection.connectwise.check': async (typed) => {
      // Where a policy names the tenants, no other site is asked.
      const isOpen = typed.siteUrl === '' && (await background.policy()).allowedTenants === undefined;
      const refused = isOpen ? undefined : await refusalOf(background, typed);
      return refused ? fail(refused) : background.adapters.checkTenant(typed);
    },

    'connection.connectwise.test': async (typed) => {
      const tested = await test(background, typed);
      return tested.ok ? ok(tested.value.test) : tested;
    },

    'connection.connectwise.save': (typed) => saveConnectWise(background, typed),
  };
}

/** Tests a connection and stores it, whether a user typed it or a policy holds it. */
export async function saveConnectWise(
  background: Background,
  typed: ConnectWiseInput,
): Promise<Result<ConnectWiseTest>> {
  const tested = await test(background, typed);
  if (!tested.ok) return tested;
  const { test: shown, connection } = tested.value;
  const before = await background.connections.connectWise();
  // What cannot be opened fails before anything is stored, so that no connection is saved by half.
  await background.engines.store();
  // The settings of a first connection are stored before it: an update must not take it for one that was made without consent.
  await background.settings.change((settings) => settings);
  const isOther = before?.site !== connection.site || before.companyId !== connection.companyId;
  // Before it is stored: an open page may recognize its record in the new one at once.
  if (isOther) await background.pages.forgetAll();
  await background.keys.saveConnectWise(connection, shown.site);
  await background.health.note('connectWise', ok(null));
  await alignContentScript(await background.connections.connectWise());
  await afterSaving(background, { side: 'connectWise', isOther });

  const done = ['The connection is stored; the keys are stored encrypted.'];
  if (before?.site !== connection.site)
    done.push(`Reload your ConnectWise tabs (${connection.site}) to see Backup Bridge in them.`);
  return ok({ ...shown, done });
}

async function test(background: Background, input: ConnectWiseInput): Promise<Result<TestedConnectWise>> {
  const completed = await withFixedConnectWise(background, input);
  if (!completed.ok) return completed;
  const { value: typed } = completed;
  const site = readSite(typed.siteUrl);
  if (!site.ok) return site;
  const refused = await refusalOf(background, typed);
  if (refused) return fail(refused);
  const filled = await withStoredKeys(background, typed, site.value.site);
  if (!filled.ok) return filled;
  return background.adapters.testConnectWise(filled.value, { mayBeSwapped: typed.privateKey !== '' });
}

/** Why nothing may be sent to the site that was typed; undefined: it may be asked. */
async function refusalOf(
  background: Background,
  typed: Pick<ConnectWiseInput, 'siteUrl' | 'companyId'>,
): Promise<Failure | undefined> {
  const site = readSite(typed.siteUrl);
  if (!site.ok) return site.failure;
  // Before anything is sent: keys of another tenant are none of a site's that may not be connected.
  const tenant = { site: site.value.site, companyId: withoutBlanks(typed.companyId).text };
  if (!isTenantAllowed(tenant, await background.policy())) return tenantRefused(tenant, 'fixed-by-policy');
  // The host of the API is only known once the site was asked: the test looks at its permission before it calls it.
  const hostname = site.value.site.replace(/:\d+$/, '');
  return (await mayCallHost(hostname)) ? undefined : hostPermissionFailure(hostname, 'siteUrl');
}

/**
 * '' keeps the stored key, but only for the site, company ID and public key that it was stored with: a typing error must not send it
 * elsewhere.
 */
async function withStoredKeys(
  { connections, keys }: Background,
  typed: ConnectWiseInput,
  site: string,
): Promise<Result<ConnectWiseInput>> {
  if (typed.privateKey !== '' && typed.clientId !== '') return ok(typed);
  const stored = await connections.connectWise();
  if (!stored) return ok(typed);
  if (stored.site !== site) {
    const field = typed.privateKey === '' ? 'privateKey' : 'clientId';
    return fail({
      code: 'bad-input',
      message: `The stored keys belong to ${stored.site} and are not sent to ${site}.`,
      nextStep: `Enter the private key and the client ID for ${site}.`,
      field,
    });
  }
  const typedOther = (['companyId', 'publicKey'] as const).find(
    (name) => withoutBlanks(typed[name]).text !== stored[name],
  );
  if (typedOther !== undefined) {
    return fail({
      code: 'bad-input',
      message: `The stored keys belong to another ${NAMES[typedOther]}, ${literalText(stored[typedOther])}.`,
      nextStep: `Enter the private key and the client ID for this ${NAMES[typedOther]}, or use the stored one.`,
      field: typed.privateKey === '' ? 'privateKey' : 'clientId',
    });
  }
  const opened = await keys.connectWise();
  if (!opened.ok) return opened;
  return ok({
    ...typed,
    privateKey: typed.privateKey || opened.value.privateKey,
    clientId: typed.clientId || opened.value.clientId,
  });
}
