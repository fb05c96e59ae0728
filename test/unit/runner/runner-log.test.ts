import { expect, it } from 'vitest';
import { createRunnerLog } from '../../../lib/runner/runner-log.ts';

it('writes lines of JSON without any secret, wherever it is and however it is written', () => {
  const lines: string[] = [];
  const secrets = ['private/key+secret', 'portal-secret-key'];
  const log = createRunnerLog({ level: 'info', name: 'r', secrets, write: (line) => lines.push(line) });
  log.info('runner', 'A key: private/key+secret.', { deep: { key: 'portal-secret-key' } });
  log.error('runner', encodeURIComponent('private/key+secret'), { base64: btoa('portal-secret-key') });
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { runner: 'r', where: 'runner', deep: { key: '•••' } },
    { msg: '•••' },
  ]);
  const all = lines.join('');
  for (const form of [...secrets, btoa('portal-secret-key'), encodeURIComponent('private/key+secret')])
    expect(all).not.toContain(form);
});
