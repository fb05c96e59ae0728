import { fetchList } from '../rpc.js';
import { late, t } from '../ui/boot.js';
import { comboField } from '../ui/combo.js';
import { confirmWindow } from '../ui/confirm.js';
import { el } from '../ui/dom.js';
import { display, textField } from '../ui/fields.js';
import { formatStamp } from '../ui/format.js';
import { messageArea } from '../ui/message-area.js';
import { fieldRow, pod, pods } from '../ui/pod.js';
import { formButtons, HELP, TICKET_EXTRAS, toolbar } from '../ui/toolbar.js';
import { idOf, itemOf } from './record-form.js';
import { ticketNotes } from './ticket-notes.js';
import { ticketRelatives } from './ticket-relatives.js';

const statusesOf = async (board) => (board ? fetchList('serviceboardstatuslist', { boardRecID: board.recID }) : []);

/**
 * A service ticket, in the classes that many public scripts share (docs/reference/connectwise-pages.md#fields): pods,
 * summary, board, status, notes.
 */
export function ticketScreen(app) {
  let shown = null;
  let wasClosed = false;
  const board = comboField('serviceBoard', () => fetchList('serviceboardcombo'), { onChange: () => moved() });
  const status = comboField('status', () => statusesOf(board.get()));
  const summary = textField('PsaSummaryHeader', { maxLength: 100 });
  const company = textField('company');
  const contact = textField('contact');
  const values = {
    emailAddress: display('emailAddress'),
    siteName: display('site'),
    priority: display('servicePriority'),
    type: display('type'),
    owner: display('ticketOwner'),
    agreement: display('agreement'),
  };
  company.element.readOnly = true;
  contact.element.readOnly = true;
  const notes = ticketNotes();
  const relatives = ticketRelatives(app);
  const message = messageArea();
  const confirm = confirmWindow('Close Service Ticket');

  /** Another board has other statuses: the ticket gets its default one. */
  async function moved() {
    const statuses = await statusesOf(board.get());
    status.set(statuses.find(({ isDefault }) => isDefault) ?? statuses[0]);
  }

  async function load(place) {
    const ids = { serviceRecId: place.ticket };
    const { serviceTicketViewModel: ticket, ...stamp } = await app.call('Service', 'GetServiceTicketDetailView', ids);
    const list = await app.call('ServerCommon', 'NotesViewModel', ids);
    await late();
    if (!app.isCurrent(place)) return ticket;
    shown = place;
    wasClosed = ticket.isClosed;
    summary.set(ticket.summary);
    company.set(ticket.companyPodViewModel.companyName);
    contact.set(ticket.companyPodViewModel.contactName);
    board.set(itemOf(ticket.ticketPodViewModel.board));
    status.set(itemOf(ticket.ticketPodViewModel.status));
    const all = { ...ticket.companyPodViewModel, ...ticket.ticketPodViewModel };
    for (const [key, value] of Object.entries(values)) value.set(all[key]);
    heading.textContent = `${t('Service Ticket')} #${ticket.serviceRecID}`;
    notes.set(list.notes);
    relatives.set(ticket);
    message.info('');
    message.stamp(formatStamp(stamp));
    return ticket;
  }

  const back = () => app.go({ screen: 'tickets' });
  const store = (thenClose) =>
    message.attempt(async () => {
      await app.call('Service', 'SaveServiceTicket', {
        serviceRecId: shown.ticket,
        summary: summary.get(),
        boardRecID: idOf(board.get()),
        statusRecID: idOf(status.get()),
      });
      if (thenClose) return back();
      await show(shown);
      message.info('Ticket saved.');
    });

  /** Closing is asked for first. */
  async function save(thenClose) {
    const chosen = (await statusesOf(board.get())).find(({ recID }) => recID === status.get()?.recID);
    if (!chosen?.isClosed || wasClosed) return store(thenClose);
    confirm.ask(`Do you want to close ticket #${shown.ticket}?`, () => store(thenClose));
  }

  async function show(place) {
    const ticket = await load(place);
    app.setBanner(place, {
      way: [{ label: 'Service Board', place: { screen: 'tickets' } }],
      name: `${t('Service Ticket')} #${ticket.serviceRecID} - ${ticket.summary}`,
    });
  }

  const ticketPod = pod('service_ticket_ticket', 'Ticket', [
    fieldRow('Board', board.element, { isRequired: true }),
    fieldRow('Status', status.element, { isRequired: true }),
    fieldRow('Type', values.type.element),
    fieldRow('Priority', values.priority.element),
    fieldRow('Agreement', values.agreement.element),
  ]);
  /** The pod's header carries the number (docs/reference/connectwise-pages.md#record-ids). */
  const heading = ticketPod.querySelector('#pod_service_ticket_ticket_header-label');
  return {
    element: el(
      'div.ServiceTicket.cw_PsaRootContainer',
      {},
      toolbar([...formButtons({ back, save }), ...TICKET_EXTRAS, HELP]),
      message.element,
      relatives.element,
      pods(
        pod('service_ticket_summary', 'Summary', [fieldRow('Summary', summary.element, { isRequired: true })]),
        pod('service_ticket_company', 'Company', [
          fieldRow('Company', company.element, { isRequired: true }),
          fieldRow('Contact', contact.element),
          fieldRow('Email', values.emailAddress.element),
          fieldRow('Site', values.siteName.element),
        ]),
        ticketPod,
        pod('service_ticket_resource', 'Resources', [fieldRow('Ticket Owner', values.owner.element)]),
        notes.element,
      ),
    ),
    show,
  };
}
