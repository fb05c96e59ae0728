import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { faultRule } from './fault-schema.ts';
import { guide } from './guide.ts';
import { startProxy } from './proxy.ts';
import { startSimulator } from './server.ts';
import { readSnapshot, takeSnapshot } from './snapshot.ts';

/** For programs that verify whom they talk to. */
const CERTIFICATE = 'test-results/simulator.pem';

const USAGE = `Usage: npm run simulator -- [options]
  --port N         port on 127.0.0.1 (default: any free one)
  --proxy-port N   port of the proxy that leads programs here (default: any free one)
  --customers N    customers in the portal, 3 to 20000 (default 3)
  --our-additions N    additions of ours in each generated agreement, 1 to 12 (default 1)
  --other-additions N  additions of others there, 0 to 100 (default 0)
  --seed N         the same seed gives the same customers (default 1)
  --release R      release that ConnectWise runs, e.g. 2023.2 or 2018.6 (default 2025.1)
  --page-cap N     ConnectWise returns at most so many rows a page, 1 to 1000, e.g. 25, 100, 250
  --no-site-url    companyinfo does not name the API's host
  --clean          start without the mistakes and stale figures of the demo
  --not-set-up     start with a ConnectWise in which nothing is set up but the API member and its keys
  --state FILE     continue from this file if it is there, and save to it at the end
  --faults FILE    switch these faults on: a JSON array, as POST /__admin/faults takes them one by one, e.g.
                   [{"site":"connectwise","minutes":8,"effect":{"kind":"html-404"}},
                    {"method":"POST","effect":{"kind":"late-commit","seconds":180}},
                    {"path":"/service/tickets","times":"always","effect":{"kind":"unreadable-row","seed":1}}]
  --certificate FILE  the certificate is written there (default ${CERTIFICATE})
  --traffic FILE   record all exchanges there, one JSON object a line
  --help`;

try {
  await main();
} catch (error) {
  if (error instanceof z.ZodError) console.error(z.prettifyError(error));
  else console.error(error instanceof Error ? error.message : error);
  console.error(`\n${USAGE}`);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      'proxy-port': { type: 'string' },
      customers: { type: 'string' },
      'our-additions': { type: 'string' },
      'other-additions': { type: 'string' },
      seed: { type: 'string' },
      release: { type: 'string' },
      'page-cap': { type: 'string' },
      'no-site-url': { type: 'boolean' },
      clean: { type: 'boolean' },
      'not-set-up': { type: 'boolean' },
      state: { type: 'string' },
      faults: { type: 'string' },
      certificate: { type: 'string', default: CERTIFICATE },
      traffic: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return console.log(USAGE);

  const { state } = values;
  const faults = values.faults ? z.array(faultRule).parse(JSON.parse(readFileSync(values.faults, 'utf8'))) : [];
  const simulator = await startSimulator({
    port: wholeNumber('--port', values.port, 0, 65_535) ?? 0,
    customers: wholeNumber('--customers', values.customers, 3, 20_000),
    generated: {
      ourAdditions: wholeNumber('--our-additions', values['our-additions'], 1, 12),
      otherAdditions: wholeNumber('--other-additions', values['other-additions'], 0, 100),
    },
    seed: wholeNumber('--seed', values.seed, 0, 2 ** 32 - 1),
    release: releaseOption(values.release),
    connectWise: {
      pageCap: wholeNumber('--page-cap', values['page-cap'], 1, 1000),
      ...(values['no-site-url'] && { siteUrl: false }),
    },
    variant: values['not-set-up'] ? 'not-set-up' : values.clean ? 'clean' : 'story',
    snapshot: state && existsSync(state) ? readSnapshot(readFileSync(state, 'utf8')) : undefined,
    traffic: { file: values.traffic },
    onStop: () => void stop(),
  });
  for (const rule of faults) simulator.faults.add(rule);
  const { certificate } = values;
  mkdirSync(dirname(certificate), { recursive: true });
  writeFileSync(certificate, simulator.certificate);
  const proxy = await startProxy(simulator.port, wholeNumber('--proxy-port', values['proxy-port'], 0, 65_535) ?? 0);
  console.log(guide(simulator, { proxy: proxy.url, certificate }));

  async function stop(): Promise<void> {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await proxy.close();
    await simulator.stop();
    await simulator.settle();
    if (state) {
      // Written beside and moved, so that a second Ctrl+C never leaves half a file.
      writeFileSync(
        `${state}.new`,
        JSON.stringify(takeSnapshot(simulator.connectWise, simulator.portal, simulator.clock)),
      );
      renameSync(`${state}.new`, state);
    }
    console.log(`\nStopped after ${simulator.traffic.total} exchanges.${state ? ` State saved to ${state}.` : ''}`);
  }
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

function releaseOption(text: string | undefined): string | undefined {
  if (text === undefined || /^\d{4}\.\d+$/.test(text)) return text;
  throw new RangeError(`--release is '${text}', but must be a year and a number, such as 2023.2.`);
}

function wholeNumber(name: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new RangeError(`${name} is '${text}', but must be a whole number from ${least} to ${most}.`);
}
