import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import { HOSTS } from '../../simulator/hosts.ts';
import { companyUrl } from '../../simulator/pages/address.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';
import { connect, launchBeside, X360_KEYS } from './connected-browser.ts';
import { playStory } from './story.ts';
import type { Summary } from './summary.ts';
import { addX360Lines } from './x360-products.ts';
import { linkEddie, mapServices, playX360Story, X360_WORLD } from './x360-story.ts';

const OUTPUT = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'demo-output');

const isX360 = portalOf(process.argv.slice(2)) === 'x360recover';
const simulator = await startSimulator(isX360 ? X360_WORLD : {});
if (process.argv.includes('--headless')) await headless(simulator);
else await withDisplay(simulator);

/** The portal that was asked for: `--portal x360recover` or `--portal efs-portal`, the default. */
function portalOf(args: readonly string[]): string {
  const [, inOne] = args.find((arg) => arg.startsWith('--portal='))?.split('=') ?? [];
  const name = inOne ?? (args.includes('--portal') ? args[args.indexOf('--portal') + 1] : 'efs-portal');
  if (name === 'efs-portal' || name === 'x360recover') return name;
  console.error(`No portal is called ${name ?? 'so'}. There are: efs-portal, x360recover.`);
  process.exit(2);
}

/** Plays the story, writes what it saw, and succeeds only if ConnectWise then holds the portal's facts. */
async function headless(simulator: Simulator): Promise<void> {
  rmSync(OUTPUT, { recursive: true, force: true });
  mkdirSync(OUTPUT, { recursive: true });
  const browser = await launchBeside(simulator);
  let failed = false;
  try {
    const play = isX360 ? playX360Story : playStory;
    const summary = await play({ simulator, browser, output: OUTPUT, say: (step) => console.log(`· ${step}`) });
    writeFileSync(join(OUTPUT, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
    failed = !print(summary);
  } catch (error) {
    console.error(error);
    failed = true;
    // What stood on the screens when it went wrong.
    for (const [index, page] of browser.context.pages().entries()) {
      await page.screenshot({ path: join(OUTPUT, `failed-${index}.png`) }).catch(() => {});
    }
  } finally {
    await browser.close();
    await simulator.stop();
  }
  process.exit(failed ? 1 : 0);
}

function print({ read, findings, planned, written, verified, screenshots }: Summary): boolean {
  const wrong = verified.filter(({ ok }) => !ok);
  console.log(`\nRead\n${list(read)}\nFindings\n${list(findings.map(({ text }) => text))}\nPlanned\n${list(planned)}`);
  console.log(
    `Written\n${list(written.map(({ step, method, path, status }) => `${step}: ${method} ${path} → ${status}`))}`,
  );
  console.log(`Verified: ${verified.length - wrong.length} of ${verified.length} facts are in ConnectWise.`);
  for (const { what, portal, connectWise } of wrong)
    console.log(`  ✗ ${what}: portal ${JSON.stringify(portal)}, ConnectWise ${JSON.stringify(connectWise)}`);
  console.log(`Screenshots and summary.json: demo-output (${screenshots.length} pictures).`);
  return wrong.length === 0 && verified.length > 0;
}

function list(items: readonly string[]): string {
  return items.map((item) => `  ${item}`).join('\n');
}

/** Opens a browser that is connected to the simulator, at the company screen, and stays until it is closed. */
async function withDisplay(simulator: Simulator): Promise<void> {
  const browser = await launchBeside(simulator, { headless: false, viewport: null });
  if (isX360) addX360Lines(simulator.connectWise);
  const { options } = await connect(browser, isX360 ? X360_KEYS : undefined);
  await options.chooseBoard('Professional Services');
  if (isX360) {
    await linkEddie(options);
    await mapServices(options);
  }
  const page = browser.context.pages()[0] ?? (await browser.context.newPage());
  await page.goto(new URL(companyUrl(SEED.companies.eddiesTvRepair, 'management'), `https://${HOSTS.web}`).href);
  await options.page.close();
  const lines = isX360
    ? '  · Preview…: open “Where … come from” below a quantity; Usage of the last 90 days'
    : "  · Agreements › Managed Services for Eddie's TV Repair › Additions: open the line with the serial number that is marked";
  console.log(`
Eddie's TV Repair (customer 342) is open. Things to try:
  · the panel at the right: findings, Fix…, Preview…, Sync now
${lines}
  · let a backup fail, which also opens a ticket on the board Professional Services:
    curl -ks ${simulator.origin}/__admin/backups -d '{"act":"run","accountId":356,"result":"failed"}'
Close the browser to stop.`);
  await new Promise<void>((resolve) => browser.context.on('close', () => resolve()));
  await browser.close();
  await simulator.stop();
}
