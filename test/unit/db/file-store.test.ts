import { describe, expect, it } from 'vitest';
import type { FileStore } from '../../../lib/domain/file-import.ts';
import { DAY, isoTime } from '../../../lib/shared/time.ts';
import { customer, freshFiles, importCustomers, importOf } from '../portal/file/imports.ts';

const idsOf = async (files: FileStore) => (await files.customers()).map(({ id }) => id);

describe('imported files', () => {
  it('count from their commit on, as a whole', async () => {
    const files = freshFiles();
    expect([await files.current(), await files.customers(), await files.customer('1')]).toEqual([null, [], null]);
    await importCustomers(files, [customer('1'), customer('2')]);
    await files.begin('next');
    await files.add('next', [customer('3')]);
    expect([await idsOf(files), (await files.customer('3'))?.found]).toEqual([['1', '2'], null]);
    expect(await files.commit(importOf('next'), () => [])).toBe(true);
    expect(await idsOf(files)).toEqual(['3']);
    expect((await files.customer('1'))?.found).toBeNull();
  });

  it('drop what was begun and never committed, and refuse it afterwards', async () => {
    const files = freshFiles();
    await files.begin('first');
    await files.add('first', [customer('1')]);
    await files.begin('second');
    expect(await files.add('first', [customer('2')])).toBe(false);
    expect(await files.commit(importOf('first'), () => [])).toBe(false);
    expect(await files.commit(importOf('second'), () => [])).toBe(true);
    expect(await files.customers()).toEqual([]);
  });

  it('keep a customer whole that came in several parts, among many', async () => {
    const files = freshFiles();
    const others = Array.from({ length: 1_200 }, (_, at) => customer(String(1_000 + at)));
    await importCustomers(files, [...others, customer('7', 2_345)]);
    expect((await files.customer('7'))?.found?.accounts).toHaveLength(2_345);
    expect(await idsOf(files)).toHaveLength(1_201);
  });

  it('are compared customer by customer, and their events are numbered', async () => {
    const files = freshFiles();
    await importCustomers(files, [customer('1'), customer('2'), customer('3')]);
    const { events, position } = await files.events(undefined, 10);
    expect(events).toEqual([]);
    await importCustomers(files, [customer('2'), customer('3', 1, isoTime(DAY)), customer('4')]);
    const first = await files.events(position, 2);
    expect(first.more).toBe(true);
    const rest = await files.events(first.position, 10);
    expect(rest.more).toBe(false);
    expect([...first.events, ...rest.events].map(({ id }) => id)).toEqual([
      'file:3:3-0:backup-finished:ok:1970-01-02T00:00:00.000Z',
      'file:1:service-status:2026-11-20T08:00:00.000Z',
      'file:3:service-status:2026-11-20T08:00:00.000Z',
      'file:4:service-status:2026-11-20T08:00:00.000Z',
    ]);
    expect(await files.events(rest.position, 10)).toEqual({ events: [], position: rest.position, more: false });
  });

  it('of another name are another portal: nothing is compared', async () => {
    const files = freshFiles();
    await importCustomers(files, [customer('1')]);
    await importCustomers(files, [customer('2')], { name: 'Other' });
    expect(await files.events(0, 10)).toMatchObject({ events: [] });
  });

  it('are gone when they are removed', async () => {
    const files = freshFiles();
    await importCustomers(files, [customer('1')]);
    await files.clear();
    expect([await files.current(), await files.customers()]).toEqual([null, []]);
  });
});
