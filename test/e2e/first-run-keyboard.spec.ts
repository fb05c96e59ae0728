import { Keyboard } from '../support/page-objects/keyboard.ts';
import { CONNECTWISE_KEYS, EFS_PORTAL_KEYS } from '../support/story/connected-browser.ts';
import { EXHAUSTIVE, expect, test } from './support/fixture.ts';

test.use({ simulatorOptions: { variant: 'not-set-up' } });

test(
  'the first run by keyboard alone: every control is reached, the focus is seen and never lost',
  EXHAUSTIVE,
  async ({ chromium }) => {
    test.slow();
    const page = await chromium.context.newPage();
    const keyboard = new Keyboard(page);
    await keyboard.watch();
    await page.goto(`chrome-extension://${chromium.extensionId}/welcome.html`);

    const form = page.getByRole('form', { name: 'ConnectWise' });
    await keyboard.type(form.getByLabel('Company ID', { exact: true }), CONNECTWISE_KEYS.companyId);
    await keyboard.type(form.getByLabel('Public key', { exact: true }), CONNECTWISE_KEYS.publicKey);
    await keyboard.type(form.getByLabel('Private key', { exact: true }), CONNECTWISE_KEYS.privateKey);
    await keyboard.type(form.getByLabel('Client ID', { exact: true }), CONNECTWISE_KEYS.clientId);
    await keyboard.press(form.getByRole('button', { name: 'Use na.myconnectwise.net' }));
    await keyboard.press(form.getByRole('button', { name: 'Save' }));
    await form.getByText(/^Saved\./).waitFor();

    const portal = page.getByRole('form', { name: 'Backup portal' });
    await keyboard.type(portal.getByLabel('Portal', { exact: true }), EFS_PORTAL_KEYS.kind.slice(0, 5));
    await keyboard.type(portal.getByLabel('Address'), EFS_PORTAL_KEYS.address);
    await keyboard.type(portal.getByLabel('Access token'), EFS_PORTAL_KEYS.key);
    await keyboard.press(portal.getByRole('button', { name: 'Save' }), 'Space');
    await portal.getByText(/^Saved\./).waitFor();

    await keyboard.press(page.getByRole('button', { name: /^Set up ConnectWise: / }));
    await keyboard.press(page.getByRole('button', { name: /^Apply \d+ changes$/ }));
    await page.getByRole('button', { name: 'Undo this…' }).waitFor();
    await keyboard.press(page.getByRole('button', { name: 'Close', exact: true }));
    await keyboard.press(page.getByRole('button', { name: /^Link all with the same name \(3\)/ }));
    await keyboard.press(page.getByRole('button', { name: 'Create and link' }));
    await page.getByRole('button', { name: 'Create and link' }).waitFor({ state: 'detached' });
    await keyboard.press(page.getByRole('button', { name: 'Preview missing additions…' }));
    await keyboard.press(page.locator('.bb-action-foot .bb-button-primary'));
    const additions = page.getByRole('region', { name: /additions/i });
    await additions.getByText('Done', { exact: true }).waitFor();

    await keyboard.press(page.getByRole('button', { name: 'Turn on automatic sync…' }));
    const consent = page.getByRole('form', { name: 'Turn on automatic sync' });
    await consent.waitFor();
    await consent.getByRole('progressbar').waitFor({ state: 'detached' });
    for (const box of await consent.getByRole('group').getByRole('checkbox', { disabled: false }).all())
      await keyboard.press(box, 'Space');
    await keyboard.press(consent.getByRole('button', { name: 'Turn on' }));
    await expect(page.getByText(/^First sync done: /)).toBeVisible({ timeout: 75_000 });
    await keyboard.reach(page.getByRole('link', { name: 'Journal & undo' }));
    expect(await keyboard.watched()).toEqual({ lost: [], pointers: 0 });
  },
);
