/** The ticket's own address in every version of the client (docs/reference/connectwise-pages.md#deep-links). */
const TICKET_PATH = '/v4_6_release/services/system_io/Service/fv_sr100_request.rails?service_recid=';

/** Returns the address of a ticket in the ConnectWise at this host. */
export function ticketAddress(site: string, ticketId: number): string {
  return `https://${site}${TICKET_PATH}${ticketId}`;
}
