/** The ticket's own address in every version of the client (docs/reference/connectwise-pages.md#deep-links). */
const TICKET_PATH = '/v4_6_release/services/system_io/Service/fv_sr100_request.rails?service_recid=';

/** Returns the address of a ticket in the ConnectWise of this page. */
export function ticketAddress(ticketId: number): string {
  return `${location.origin}${TICKET_PATH}${ticketId}`;
}
