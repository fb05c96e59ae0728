import { expect, it, vi } from 'vitest';
import type { Send } from '../../../lib/content/feature.ts';
import { companyOf } from '../../../lib/features/recognize-record.ts';
import type { HostScreen } from '../../../lib/host/screen.ts';

const SCREEN = { company: {}, location: { recordIds: [1] }, banner: { text: 'b' } } as unknown as HostScreen;
const FOUND = { ok: true, value: { companyId: 1, name: 'b' } };

/** A worker that fails first, and then knows the company. */
function worker() {
  const answers: unknown[] = [{ ok: false, failure: { code: 'timeout' } }, FOUND];
  return vi.fn(async () => answers.shift());
}

it('sends one message for the open company, and another after a failure', async () => {
  const send = worker();
  const asked: unknown[] = [];
  for (let i = 0; i < 3; i += 1) asked.push(await companyOf(SCREEN, send as unknown as Send, 's'));
  expect(send).toHaveBeenCalledTimes(2);
  expect(asked.slice(1)).toEqual([FOUND, FOUND]);
});

it('sends one message for several features that need it at the same time', async () => {
  const send = vi.fn(async () => FOUND);
  await Promise.all([1, 2, 3].map(() => companyOf(SCREEN, send as unknown as Send, 's')));
  expect(send).toHaveBeenCalledOnce();
});

it('sends another message for another record or another worker', async () => {
  const [send, other] = [vi.fn(async () => FOUND), vi.fn(async () => FOUND)];
  const another = { ...SCREEN, banner: { ...SCREEN.banner, text: 'c' } };
  for (const screen of [SCREEN, another]) await companyOf(screen, send as unknown as Send, 's');
  await companyOf(SCREEN, other as unknown as Send, 's');
  expect(send).toHaveBeenCalledTimes(2);
  expect(other).toHaveBeenCalledOnce();
});
