import { afterEach, describe, expect, it, vi } from 'vitest';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { Users } from '../../../simulator/connectwise/users.ts';
import {
  boardStatusUrl,
  boardUrl,
  integrationUrl,
  solutionUrl,
  ticketDeepLinks,
  ticketListUrl,
  ticketUrl,
} from '../../../simulator/pages/address.ts';
import type { ConnectWiseSeed } from './browser.ts';
import { banner, choose, eventually, field, press, shown, startClient, type } from './browser.ts';

const { boards, statuses } = SEED;
const TICKET = 1;
const CHILD = 2;
const MERGED = 3;

/** Tickets as people make them, before the client starts. */
const withTickets: ConnectWiseSeed = (state, clock) => {
  const users = new Users(state, clock);
  for (const summary of ['Backup failed', 'Child', 'Again']) {
    users.createTicket(SEED.companies.eddiesTvRepair, summary);
  }
  users.makeChild(CHILD, TICKET);
  users.mergeInto(MERGED, TICKET);
  users.addNote(TICKET, 'Disk full.');
};
const trail = () => shown('.navigationEntry').map((node) => node.textContent);
const windowButton = (label: string) =>
  shown('.cw-gxt-wnd .mm_button')
    .find((node) => node.textContent === label)
    ?.click();

afterEach(() => vi.unstubAllGlobals());

describe('a service ticket', () => {
  it('shows number, company, board, status and notes under the names that are public', async () => {
    await startClient(ticketUrl(TICKET), {}, withTickets);
    await eventually(() => expect(banner()).toBe('Service Ticket #1 - Backup failed'));
    const value = (css: string) => shown(`input.${css}`).map((node) => (node as HTMLInputElement).value);
    expect(value('cw_company')).toEqual(["Eddie's TV Repair"]);
    expect(value('cw_serviceBoard')).toEqual(['Professional Services']);
    expect(value('cw_status')).toEqual(['New (not responded)']);
    expect(value('cw_PsaSummaryHeader')).toEqual(['Backup failed']);
    expect(shown('.pod_service_ticket_ticket_header')[0]?.textContent).toBe('Service Ticket #1');
    expect(shown('[data-cwid="pod_service_ticket_notes"]')[0]?.textContent).toContain('Disk full.');
    expect(shown('.cw_PsaRootContainer.ServiceTicket')).toHaveLength(1);
  });

  it.each(ticketDeepLinks(TICKET).map((link, index) => [index, link] as const))(
    'opens by deep link %i',
    async (_, link) => {
      await startClient(link, {}, withTickets);
      await eventually(() => expect(banner()).toContain('Service Ticket #1'));
      expect(window.location.hash).toMatch(/^#XQAACA.*\?\?ServiceTicket$/);
    },
  );

  it('gets the default status of the board it is moved to, and is saved there', async () => {
    const { state } = await startClient(ticketUrl(TICKET), {}, withTickets);
    await eventually(() => expect(field('Board').value).toBe('Professional Services'));
    await choose('Board', 'Help Desk');
    await eventually(() => expect(field('Status').value).toBe('New'));
    press('.cw_ToolbarButton_Save');
    await eventually(() =>
      expect(state.tables.tickets.get(TICKET)).toMatchObject({
        ...{ board: { id: boards.helpDesk }, status: { id: statuses.helpDeskNew } },
      }),
    );
  });

  it('requires a confirmation before it is closed', async () => {
    const { state } = await startClient(ticketUrl(TICKET), {}, withTickets);
    await eventually(() => expect(field('Status').value).toBe('New (not responded)'));
    await choose('Status', '>Closed');
    press('.cw_ToolbarButton_Save');
    await eventually(() => expect(shown('.cw-gxt-wnd')[0]?.textContent).toContain('close ticket #1'));
    windowButton('No');
    expect(shown('.cw-gxt-wnd')).toEqual([]);
    expect(state.tables.tickets.get(TICKET)).toMatchObject({ status: { id: statuses.new } });
    press('.cw_ToolbarButton_Save');
    await eventually(() => expect(shown('.cw-gxt-wnd')).toHaveLength(1));
    windowButton('Yes');
    await eventually(() => expect(state.tables.tickets.get(TICKET)).toMatchObject({ status: { id: statuses.closed } }));
  });

  it.each([
    [MERGED, 'This ticket was merged into #1'],
    [CHILD, 'This ticket is a child of #1'],
    [TICKET, 'Child tickets: #2'],
  ])('%i shows: %s', async (id, sentence) => {
    await startClient(ticketUrl(id), {}, withTickets);
    await eventually(() => expect(shown('.ServiceTicket')[0]?.textContent).toContain(sentence));
  });

  it('opens from the service board', async () => {
    await startClient(ticketListUrl(), {}, withTickets);
    await eventually(() => expect(shown('table.srboard-grid a.multilineClickable')[0]?.textContent).toBe('1'));
    shown('table.srboard-grid a.multilineClickable')[0]?.click();
    await eventually(() => expect(banner()).toContain('Service Ticket #1'));
  });
});

describe('setup tables', () => {
  it('edit the integration', async () => {
    const { state } = await startClient(integrationUrl({ record: 1 }));
    await eventually(() => expect(field('Billing Level').value).toBe('Detailed'));
    expect(field('Match on Serial Number').checked).toBe(true);
    await choose('Billing Level', 'Summary');
    type(field('Portal URL'), 'https://x.example');
    press('.cw_ToolbarButton_Save');
    await eventually(() =>
      expect(state.tables.managedDevicesIntegrations.get(1)).toMatchObject({
        ...{ defaultBillingLevel: 'Summary', portalUrl: 'https://x.example', integratorLogin: { id: 1 } },
      }),
    );
  });

  it('edit a cross-reference, and create one', async () => {
    const { state } = await startClient(integrationUrl({ crossReference: 1 }));
    await eventually(() => expect(field('Type').value).toBe('Online Storage'));
    expect(trail()).toEqual(['Setup Tables', 'Managed Devices Integration List', 'Integration Details']);
    type(field('Level'), 'Selected');
    press('.cw_ToolbarButton_SaveAndClose');
    await eventually(() => expect(state.tables.crossReferences.get(1)).toMatchObject({ vendorLevel: 'Selected' }));
    await eventually(() => expect(banner()).toBe('Integration Details'));
    press('.cw-toolbar-new-item');
    await eventually(() => expect(shown('[role="status"]')[0]?.textContent).toBe('Add a new cross-reference.'));
    expect(field('Type').value).toBe('');
  });

  it('edit a management IT solution', async () => {
    const { state } = await startClient(solutionUrl(1));
    await eventually(() => expect(field('Management IT Solution').value).toBe('Custom'));
    expect(trail()).toEqual(['Setup Tables', 'Management IT Solution List']);
    type(field('Custom Solution Name'), 'Other');
    press('.cw_ToolbarButton_Save');
    await eventually(() =>
      expect(state.tables.managementItSolutions.get(1)).toMatchObject({ managementSolutionName: 'Other' }),
    );
  });

  it('edit a status, with the way of setup-guides.md#figure-1', async () => {
    const { state } = await startClient(boardStatusUrl(boards.professionalServices, statuses.new));
    await eventually(() => expect(field('External Integration XRef').value).toBe('Not Responded (Set)'));
    expect([...trail(), banner()]).toEqual(['Setup Tables', 'Service Board List', 'Status List', 'Status']);
    await choose('External Integration XRef', '');
    press('.cw_ToolbarButton_Save');
    await eventually(() =>
      expect(state.tables.boardStatuses.get(statuses.new)).toMatchObject({ externalIntegrationXRef: null }),
    );
  });

  it('list solutions, boards and statuses', async () => {
    await startClient(boardUrl(boards.professionalServices, 'statuses'));
    await eventually(() => expect(shown('tr.cw-ml-row')).toHaveLength(4));
    await eventually(() => expect(shown('tr.cw-ml-row')[0]?.textContent).toContain('Not Responded (Set)'));
    expect(banner()).toBe('Status List');
  });
});
