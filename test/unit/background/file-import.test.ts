import { beforeEach, describe, expect, it } from 'vitest';
import type { FileMapping } from '../../../lib/domain/file-mapping.ts';
import type { Input } from '../../../lib/messages/protocol.ts';
import { DAY, isoTime } from '../../../lib/shared/time.ts';
import { contentSender, pageSender, panelSender } from '../../support/message-senders.ts';
import { value } from '../portal/against-simulator.ts';
import { customer, freshFiles } from '../portal/file/imports.ts';
import {
  CONNECTWISE_INPUT,
  NOW,
  PORTAL_INPUT,
  resetBrowser,
  SITE,
  startConnectedWorker,
  startFakeWorker,
  storedItems,
} from './fake-worker.ts';

beforeEach(resetBrowser);

const MAPPING: FileMapping = {
  columns: [
    { header: 'CID', use: 'customerId' },
    { header: 'Online', use: 'onlineBytes', unit: 'GB', decimal: 'comma' },
  ],
  hasEfsIds: true,
};

function commitOf(importId: string, part: Partial<Input<'file.commit'>> = {}): Input<'file.commit'> {
  return {
    importId,
    name: 'Accounts',
    fileName: 'accounts.csv',
    modifiedAt: isoTime(NOW - 3 * DAY),
    signature: 'cid|online',
    mapping: MAPPING,
    counts: { rows: 1, customers: 1, accounts: 1, errors: 0, withoutCustomer: 0, olderRows: 0 },
    errors: [],
    ...part,
  };
}

async function imported(worker: ReturnType<typeof startFakeWorker>, part: Partial<Input<'file.commit'>> = {}) {
  const { importId } = value(await worker.ask('file.begin', {}));
  value(await worker.ask('file.customers', { importId, customers: [customer('342')] }));
  return worker.ask('file.commit', commitOf(importId, part));
}

describe('the import of a file', () => {
  it('connects it in place of a portal, without address and key, as old as the file', async () => {
    const files = freshFiles();
    const worker = startFakeWorker({ files });
    value(await worker.ask('connection.connectwise.save', CONNECTWISE_INPUT));
    expect(value(await imported(worker))).toEqual({ name: 'Accounts', customers: 1, cleaned: [] });
    expect(storedItems().items()['connection.portal']).toEqual({
      kind: 'file',
      baseUrl: '',
      file: { name: 'Accounts', hasEfsIds: true },
    });
    expect(value(await worker.ask('file.view', {}))).toMatchObject({
      importedAt: isoTime(NOW),
      dataAt: isoTime(NOW - 3 * DAY),
    });
    const view = value(await worker.ask('connection.view', {}));
    expect(view).toMatchObject({
      portal: { kind: 'file', hasKey: true, file: { name: 'Accounts' } },
      states: { portal: { state: 'ok', kind: 'file', file: { name: 'Accounts', dataAt: isoTime(NOW - 3 * DAY) } } },
    });
    expect(worker.made.portal).toHaveBeenLastCalledWith(
      expect.objectContaining({ kind: 'file', file: { name: 'Accounts', hasEfsIds: true } }),
      expect.anything(),
    );
  });

  it('is no younger than the import where the file’s clock was ahead', async () => {
    const worker = startFakeWorker({ files: freshFiles() });
    value(await imported(worker, { modifiedAt: isoTime(NOW + DAY) }));
    expect(value(await worker.ask('file.view', {}))).toMatchObject({ dataAt: isoTime(NOW) });
  });

  it('remembers how a file of this shape was understood', async () => {
    const worker = startFakeWorker({ files: freshFiles() });
    expect(value(await worker.ask('file.mapping', { signature: 'cid|online' }))).toBeNull();
    value(await imported(worker));
    expect(value(await worker.ask('file.mapping', { signature: 'cid|online' }))).toEqual(MAPPING);
    expect(value(await worker.ask('file.mapping', { signature: 'other' }))).toBeNull();
  });

  it('under another name, or in place of a portal, needs new consent', async () => {
    const worker = await startConnectedWorker({ files: freshFiles() });
    const forget = worker.store.forget;
    value(await imported(worker));
    expect(forget).toHaveBeenCalledWith('');
    forget.mockClear();
    value(await imported(worker));
    expect(forget).not.toHaveBeenCalledWith('');
    value(await imported(worker, { name: 'Other' }));
    expect(forget).toHaveBeenCalledWith('');
  });

  it('is removed with its data, and given up for a portal', async () => {
    const files = freshFiles();
    const worker = startFakeWorker({ files });
    value(await imported(worker));
    value(await worker.ask('connection.disconnect', { side: 'portal' }));
    expect([await files.current(), await files.customers()]).toEqual([null, []]);
    value(await imported(worker));
    value(await worker.ask('connection.portal.save', PORTAL_INPUT));
    expect(await files.current()).toBeNull();
  });

  it('is refused once another one was begun', async () => {
    const worker = startFakeWorker({ files: freshFiles() });
    const { importId } = value(await worker.ask('file.begin', {}));
    await worker.ask('file.begin', {});
    const refused = { ok: false, failure: { code: 'interrupted' } };
    expect(await worker.ask('file.customers', { importId, customers: [] })).toMatchObject(refused);
    expect(await worker.ask('file.commit', commitOf(importId))).toMatchObject(refused);
    expect(storedItems().items()['connection.portal']).toBeUndefined();
  });

  it('takes nothing that our page could not have sent, and nothing from elsewhere', async () => {
    const worker = startFakeWorker({ files: freshFiles() });
    const { importId } = value(await worker.ask('file.begin', {}));
    const one = customer('342');
    for (const bad of [
      { ...one, customer: { ...one.customer, id: 'abc' } },
      { ...one, accounts: [{ ...one.accounts[0], onlineBytes: -1 }] },
      { ...one, accounts: [{ ...one.accounts[0], onlineBytes: Number.NaN }] },
      { ...one, accounts: [{ ...one.accounts[0], id: '__proto__' }] },
      { ...one, accounts: [{ ...one.accounts[0], portalUrl: 'https://evil.example' }] },
      { ...one, figures: [{ measure: 'x360.d2c.server', amount: 1, unit: 'count', path: 'x' }] },
    ]) {
      const message = { to: 'worker', name: 'file.customers', input: { importId, customers: [bad] } };
      expect(await worker.deliver(message, pageSender())).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
    }
    for (const sender of [contentSender(SITE), panelSender()]) {
      expect(await worker.askFrom(sender, 'file.begin', {})).toMatchObject({ ok: false });
      expect(await worker.askFrom(sender, 'file.view', {})).toMatchObject({ ok: false });
    }
  });
});
