import { type Action, type RightFunction, removeRight, restoreRight } from '../simulator/connectwise/rights.ts';
import { SEED } from '../simulator/connectwise/seed/ids.ts';
import type { FaultEffect } from '../simulator/faults.ts';
import { HOSTS } from '../simulator/hosts.ts';
import { oneOfEvery } from '../support/depth.ts';
import type { ConnectWiseKeys, PortalKeys } from '../support/page-objects/options-page.ts';
import { OptionsPage } from '../support/page-objects/options-page.ts';
import { CONNECTWISE_KEYS, connect, EFS_PORTAL_KEYS, X360_KEYS } from '../support/story/connected-browser.ts';
import { EXHAUSTIVE, expect, openCompany, test } from './support/fixture.ts';
import { WRONG_PRIVATE_KEY } from './support/secrets/markers.ts';

/** What the form says: the cause, then the next step. */
interface Refusal {
  name: string;
  says: RegExp;
  nextStep: RegExp;
  fault?: { effect: FaultEffect };
}

const CONNECTWISE: (Refusal & { typed: Partial<ConnectWiseKeys> })[] = [
  {
    name: 'an http address',
    typed: { siteUrl: `http://${HOSTS.web}` },
    says: /begins with http: keys would cross the network unencrypted/,
    nextStep: /with https/,
  },
  {
    name: 'something that is no address',
    typed: { siteUrl: 'my-connectwise?' },
    says: /no host name/,
    nextStep: /address bar/,
  },
  {
    name: 'a site that does not exist',
    typed: { siteUrl: 'cw.unreachable.example' },
    says: /cw\.unreachable\.example/,
    nextStep: /[Cc]heck|[Aa]llow/,
  },
  {
    name: 'a company id that ConnectWise does not know',
    typed: { companyId: 'nobody' },
    says: /does not know the company ID|company ID "nobody"/,
    nextStep: /company ID/i,
  },
  {
    name: 'a wrong private key',
    typed: { privateKey: WRONG_PRIVATE_KEY },
    says: /does not accept the company ID and keys/,
    nextStep: /private key/,
  },
  { name: 'no private key', typed: { privateKey: '' }, says: /private key is missing/, nextStep: /make a new key/ },
  {
    name: 'no client id',
    typed: { clientId: '' },
    says: /client ID is missing/,
    nextStep: /developer\.connectwise\.com/,
  },
  {
    name: 'a client id that is none',
    typed: { clientId: 'my-client-id' },
    says: /client ID is no GUID/,
    nextStep: /developer\.connectwise\.com/,
  },
  {
    name: 'two keys in one field',
    typed: { publicKey: 'company+SimPublicKey0001' },
    says: /public key holds a "\+"/,
    nextStep: /only the public key/,
  },
  {
    name: 'a login page instead of JSON',
    typed: {},
    fault: { effect: { kind: 'html' } },
    says: /web page|not JSON|no JSON/i,
    nextStep: /\w+/,
  },
  {
    name: 'a ConnectWise that is down for maintenance',
    typed: {},
    fault: { effect: { kind: 'status', status: 503 } },
    says: /error 503/,
    nextStep: /few minutes/,
  },
];

test('ConnectWise: every failure is reported with its next step, and no input is lost or stored', async ({
  simulator,
  chromium,
}) => {
  const options = new OptionsPage(await chromium.openOwn('options.html'));
  simulator.traffic.expectErrors(true);
  for (const { name, typed, says, nextStep, fault } of oneOfEvery(3, CONNECTWISE)) {
    await test.step(name, async () => {
      if (fault) for (const site of ['web', 'rest'] as const) simulator.faults.add({ site, times: 'always', ...fault });
      const keys = { ...CONNECTWISE_KEYS, ...typed };
      await options.typeConnectWise(keys);
      for (const button of ['Test connection', 'Save'] as const) {
        const said = await options.click(options.connectWise, button);
        expect(said, name).toMatch(says);
        expect(said, name).toMatch(nextStep);
        expectSafe(said, [keys.privateKey, keys.clientId]);
      }
      expect(await typedConnectWise(options)).toEqual(keys);
      simulator.faults.clear();
      await options.page.reload();
      await expect(options.connectWise.getByText('Not connected')).toBeVisible();
    });
  }
});

const PORTAL: (Refusal & { typed: PortalKeys })[] = [
  {
    name: 'a wrong token',
    typed: { ...EFS_PORTAL_KEYS, key: 'wrong-token' },
    says: /does not accept the key/,
    nextStep: /[Cc]heck the key/,
  },
  { name: 'no token', typed: { ...EFS_PORTAL_KEYS, key: '' }, says: /key is missing/, nextStep: /paste it here/ },
  {
    name: 'an http address',
    typed: { ...EFS_PORTAL_KEYS, address: `http://${HOSTS.efsPortal}` },
    says: /begins with http: the key would cross the network unencrypted/,
    nextStep: /with https/,
  },
  {
    name: 'no address',
    typed: { ...EFS_PORTAL_KEYS, address: '' },
    says: /address is missing/,
    nextStep: /with https/,
  },
  {
    name: 'a portal that is down',
    typed: EFS_PORTAL_KEYS,
    fault: { effect: { kind: 'dropped-before' } },
    says: /portal\.backup\.example/,
    nextStep: /[Cc]heck|[Tt]ry/,
  },
  {
    name: 'a login page instead of JSON',
    typed: EFS_PORTAL_KEYS,
    fault: { effect: { kind: 'html' } },
    says: /web page|not JSON|no JSON/i,
    nextStep: /\w+/,
  },
  {
    name: 'a wrong x360Recover key',
    typed: { ...X360_KEYS, key: 'wrong-x360-key' },
    says: /x360Recover.*does not accept the key|does not accept the key/,
    nextStep: /[Cc]heck the key/,
  },
];

test(
  'portal: every failure is reported with its next step, and no input is lost or stored',
  EXHAUSTIVE,
  async ({ simulator, chromium }) => {
    const options = new OptionsPage(await chromium.openOwn('options.html'));
    simulator.traffic.expectErrors(true);
    for (const { name, typed, says, nextStep, fault } of oneOfEvery(3, PORTAL)) {
      await test.step(name, async () => {
        if (fault) simulator.faults.add({ site: 'efs-portal', times: 'always', ...fault });
        await options.typePortal(typed);
        for (const button of ['Test connection', 'Save'] as const) {
          const said = await options.click(options.portal, button);
          expect(said, name).toMatch(says);
          expect(said, name).toMatch(nextStep);
          expectSafe(said, [typed.key]);
        }
        await expect(options.portal.getByLabel('Address')).toHaveValue(typed.address);
        await expect(options.portal.getByLabel(/API key|Access token/)).toHaveValue(typed.key);
        simulator.faults.clear();
        await options.page.reload();
        await expect(options.portal.getByText('Not connected')).toBeVisible();
      });
    }
  },
);

const RIGHTS: [RightFunction, Action, RegExp][] = [
  ['Company Maintenance', 'inquire', /Companies › Company Maintenance: Inquire/],
  ['Agreements', 'inquire', /Finance › Agreements: Inquire/],
  ['Product Catalog', 'inquire', /Procurement › Product Catalog: Inquire/],
  ['Configurations', 'inquire', /Companies › Configurations: Inquire/],
  ['Table Setup', 'inquire', /System › Table Setup: Inquire/],
];

test(
  'each right that the API member lacks is named, with where to grant it',
  EXHAUSTIVE,
  async ({ simulator, chromium }) => {
    const options = new OptionsPage(await chromium.openOwn('options.html'));
    await options.typeConnectWise(CONNECTWISE_KEYS);
    simulator.traffic.expectErrors(true);
    for (const [name, action, says] of oneOfEvery(2, RIGHTS)) {
      removeRight(simulator.connectWise, { function: name, action });
      const said = await options.click(options.connectWise, 'Test connection');
      expect(said, name).toMatch(says);
      expect(said, name).toMatch(/security role of the API member/);
      restoreRight(simulator.connectWise, { function: name, action });
      // The next test's answer must not be mistaken for this one's.
      await options.connectWise.getByLabel('Company ID', { exact: true }).press('End');
      await options.typeConnectWise({ companyId: `${CONNECTWISE_KEYS.companyId}x` });
      await options.typeConnectWise({ companyId: CONNECTWISE_KEYS.companyId });
    }
    expect(await options.click(options.connectWise, 'Test connection')).not.toMatch(/lacks the right/);
  },
);

test(
  'blanks, NBSP and line breaks in keys are removed and reported, and the connection works',
  EXHAUSTIVE,
  async ({ chromium }) => {
    const options = new OptionsPage(await chromium.openOwn('options.html'));
    await options.typeConnectWise({
      siteUrl: ` https://${HOSTS.web}/v4_6_release/ConnectWise.aspx `,
      companyId: ` ${CONNECTWISE_KEYS.companyId}\u00a0`,
      publicKey: `\u200b${CONNECTWISE_KEYS.publicKey} `,
      privateKey: `${CONNECTWISE_KEYS.privateKey}\u00a0\t`,
      clientId: `"${CONNECTWISE_KEYS.clientId}"`,
    });
    await expect(options.connectWise.getByText('Removed 2 spaces or invisible characters.')).toHaveCount(4);
    await expect(options.connectWise.getByText('Removed the quotes.')).toBeVisible();
    expect(await options.click(options.connectWise, 'Save')).toContain('Saved.');
    await options.typePortal({
      ...EFS_PORTAL_KEYS,
      key: `${EFS_PORTAL_KEYS.key.slice(0, 5)}\u00a0${EFS_PORTAL_KEYS.key.slice(5)} `,
    });
    await expect(options.portal.getByText('Removed 2 spaces or invisible characters.')).toBeVisible();
    expect(await options.click(options.portal, 'Save')).toContain('Saved.');
  },
);

test('a stored connection survives a worker restart and a wrong input, and keys are never shown again', async ({
  simulator,
  chromium,
}) => {
  const { options } = await connect(chromium);
  await chromium.stopWorker();
  await options.page.reload();
  await options.show('Connections');
  await expect(options.connectWise.getByText(`Connected to ${HOSTS.web}`)).toBeVisible();
  await expect(options.connectWise.getByLabel('Private key', { exact: true })).toHaveValue('');
  await expect(options.portal.getByText('Connected to the EFS portal')).toBeVisible();

  simulator.traffic.expectErrors(true);
  await options.typeConnectWise({ privateKey: WRONG_PRIVATE_KEY });
  expect(await options.click(options.connectWise, 'Save')).toMatch(/does not accept the company ID and keys/);
  simulator.traffic.expectErrors(false);
  await options.page.close();

  await chromium.stopWorker();
  const { panel } = await openCompany(chromium, SEED.companies.eddiesTvRepair);
  await panel.open();
  expect((await panel.health()).length).toBe(7);
});

async function typedConnectWise({ connectWise }: OptionsPage): Promise<ConnectWiseKeys> {
  const value = (label: string) => connectWise.getByLabel(label, { exact: true }).inputValue();
  return {
    siteUrl: await value('Site'),
    companyId: await value('Company ID'),
    publicKey: await value('Public key'),
    privateKey: await value('Private key'),
    clientId: await value('Client ID'),
  };
}

/** A sentence quotes no secret. */
function expectSafe(said: string, secrets: readonly string[]): void {
  for (const secret of secrets) if (secret.length > 8) expect(said).not.toContain(secret);
}
