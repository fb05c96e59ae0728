import { beforeEach, expect, it } from 'vitest';
import { removeRight } from '../../../simulator/connectwise/rights.ts';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { createRig, ids, type Rig, where } from './harness.ts';

let rig: Rig;
beforeEach(() => {
  rig = createRig();
});
async function open(members: Record<string, unknown> = {}): Promise<number> {
  const { body } = await rig.call('POST', '/service/tickets', {
    summary: 'No backup',
    company: { id: 101 },
    ...members,
  });
  return Number(body.id);
}
const replace = (path: string, value: unknown) => ({ op: 'replace', path, value });

it("opens on the member's board with its default status, and keeps the description as a note", async () => {
  const id = await open({ initialDescription: 'Nothing since Friday', externalXRef: 'EFS-342:356:no-backup' });
  const { body } = await rig.call('GET', `/service/tickets/${id}`);
  expect(body).toMatchObject({
    board: { name: 'Professional Services' },
    status: { name: 'New (not responded)' },
    closedFlag: false,
  });
  expect(body).not.toHaveProperty('initialDescription');
  expect((await rig.call('GET', `/service/tickets/${id}/notes`)).body).toMatchObject([
    { text: 'Nothing since Friday', detailDescriptionFlag: true, createdBy: SEED.apiMember.identifier },
  ]);
  const found = await rig.call(
    'GET',
    `/service/tickets${where('externalXRef="efs-342:356:no-backup" and closedFlag=false')}`,
  );
  expect(ids(found.body)).toEqual([id]);
});

it('requires a status of the board the ticket is on', async () => {
  const id = await open();
  const alone = await rig.call('PATCH', `/service/tickets/${id}`, [replace('board', { id: SEED.boards.helpDesk })]);
  expect(alone).toMatchObject({
    status: 400,
    body: {
      errors: [{ code: 'NotFound', field: 'status/id', message: 'Service Status 11 not found for Service Board 2' }],
    },
  });
  const both = await rig.call('PATCH', `/service/tickets/${id}`, [
    replace('board', { id: SEED.boards.helpDesk }),
    replace('status', { name: 'New' }),
  ]);
  expect(both).toMatchObject({ status: 200, body: { status: { id: SEED.statuses.helpDeskNew } } });
});

it('closes only with the right to close', async () => {
  const id = await open();
  const close = [replace('status', { id: SEED.statuses.closed })];
  removeRight(rig.state, { function: 'Close Service Tickets', action: 'edit' });
  expect((await rig.call('PATCH', `/service/tickets/${id}`, close)).status).toBe(403);
  expect((await rig.call('GET', `/service/tickets/${id}`)).body.closedFlag).toBe(false);
});

it('closes and re-opens', async () => {
  const id = await open();
  const closed = await rig.call('PATCH', `/service/tickets/${id}`, [replace('status', { id: SEED.statuses.closed })]);
  expect(closed.body).toMatchObject({ closedFlag: true, closedBy: SEED.apiMember.identifier });
  const open2 = await rig.call('PATCH', `/service/tickets/${id}`, [
    replace('status', { id: SEED.statuses.inProgress }),
  ]);
  expect(open2.body).toMatchObject({ closedFlag: false });
  expect(open2.body).not.toHaveProperty('closedBy');
});

it('merges tickets into one, and bundles others', async () => {
  const [parent, merged, child] = [await open(), await open(), await open()];
  await rig.call('POST', `/service/tickets/${merged}/notes`, { text: 'Called', detailDescriptionFlag: true });
  const merge = { mergeTicketIds: [merged], status: { id: SEED.statuses.closed } };
  expect((await rig.call('POST', `/service/tickets/${parent}/merge`, merge)).body).toMatchObject({ success: true });
  await rig.call('POST', `/service/tickets/${parent}/attachChildren`, { childTicketIds: [child] });
  expect((await rig.call('GET', `/service/tickets/${merged}`)).body).toMatchObject({
    closedFlag: true,
    mergedParentTicket: { id: parent },
  });
  expect((await rig.call('GET', `/service/tickets/${child}`)).body).toMatchObject({
    closedFlag: false,
    parentTicketId: parent,
  });
  expect((await rig.call('GET', `/service/tickets/${parent}`)).body).toMatchObject({
    hasChildTicket: true,
    hasMergedChildTicketFlag: true,
  });
  expect((await rig.call('GET', `/service/tickets/${parent}/allNotes`)).body).toMatchObject([
    { text: 'Called', mergedFlag: true },
  ]);
  expect((await rig.call('POST', `/service/tickets/${parent}/merge`, { ...merge, mergeTicketIds: [999] })).status).toBe(
    400,
  );
});

it('searches with the query in the body', async () => {
  const [first, second] = [await open(), await open()];
  const { body } = await rig.call('POST', '/service/tickets/search', {
    conditions: 'summary="No backup"',
    orderBy: 'id desc',
  });
  expect(ids(body)).toEqual([second, first]);
});

it('refuses a note without a place, in the words of ConnectWise', async () => {
  const id = await open();
  const path = `/service/tickets/${id}/notes`;
  for (const note of [{ text: 'Called' }, { text: 'Called', detailDescriptionFlag: false, issueFlag: true }]) {
    expect(await rig.call('POST', path, note)).toMatchObject({
      status: 400,
      body: {
        code: 'InvalidObject',
        message: 'serviceNote object is invalid',
        errors: [{ message: 'Please choose where to display the notes in order to save this record.' }],
      },
    });
  }
  expect((await rig.call('GET', path)).body).toEqual([]);
  for (const place of ['detailDescriptionFlag', 'internalAnalysisFlag', 'resolutionFlag']) {
    expect((await rig.call('POST', path, { text: 'Called', [place]: true })).status).toBe(201);
  }
  const noteId = ids((await rig.call('GET', path)).body)[0];
  const hidden = await rig.call('PATCH', `${path}/${noteId}`, [replace('detailDescriptionFlag', false)]);
  expect(hidden.status).toBe(400);
});
