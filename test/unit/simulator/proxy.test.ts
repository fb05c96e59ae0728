import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HOSTS } from '../../simulator/hosts.ts';
import { type ProxyServer, startProxy } from '../../simulator/proxy.ts';
import { type Simulator, startSimulator } from '../../simulator/server.ts';

let simulator: Simulator;
let proxy: ProxyServer;
let folder: string;
beforeAll(async () => {
  simulator = await startSimulator();
  proxy = await startProxy(simulator.port);
  folder = mkdtempSync(join(tmpdir(), 'proxy-'));
});
afterAll(async () => {
  await proxy.close();
  await simulator.stop();
  rmSync(folder, { recursive: true });
});

const certificate = (): string => {
  const file = join(folder, 'certificate.pem');
  writeFileSync(file, simulator.certificate);
  return file;
};

/** What a program prints that only has what Node itself reads from the environment. */
async function answerTo(url: string, environment: Record<string, string>): Promise<string> {
  const program = `fetch('${url}').then(async (answer) => console.log(answer.status, await answer.text()), (error) => console.log(error.cause?.code))`;
  const child = spawn(process.execPath, ['-e', program], {
    env: { NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: proxy.url, ...environment },
  });
  let output = '';
  for await (const part of child.stdout) output += part;
  return output;
}

const VERSION = `https://${HOSTS.web}/login/companyinfo/backupmsp`;

it('leads a program to the simulator by the names of the real hosts, certificate verified', async () => {
  expect(await answerTo(VERSION, { NODE_EXTRA_CA_CERTS: certificate() })).toMatch(/^200 .*"CompanyID":"backupmsp"/);
});

it('is refused by a program that does not know the certificate', async () => {
  expect(await answerTo(VERSION, {})).toMatch(/CERT/);
});

it('leads nowhere else, whatever host is named', async () => {
  expect(await answerTo('https://example.com/', { NODE_EXTRA_CA_CERTS: certificate() })).toMatch(/ALTNAME/);
});
