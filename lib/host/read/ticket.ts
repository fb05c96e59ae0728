import type { HostLocation } from '../host-location.ts';
import type { PageIndex } from '../page-index.ts';
import { TICKET_BANNER, TICKET_POD } from '../selectors.ts';
import { tidy, visibleAll } from '../visible.ts';
import type { Banner } from './banner.ts';

const EVERY_TICKET = new RegExp(TICKET_BANNER, 'gi');

/**
 * The open ticket: the banner's number (else that of the ticket's pod), if the address names the same one or none at all. The
 * ticket number is the record id (docs/reference/connectwise-pages.md#record-ids).
 */
export function readTicketId(pages: readonly PageIndex[], location: HostLocation, banner: Banner): number | null {
  const number = onlyNumber([banner.text]) ?? (location.screen === 'service-ticket' ? inPod(pages) : null);
  if (number === null) return null;
  return location.recordIds.length === 0 || location.recordIds.includes(number) ? number : null;
}

function inPod(pages: readonly PageIndex[]): number | null {
  return onlyNumber(pages.flatMap(({ root }) => visibleAll(root, TICKET_POD.css).map((pod) => tidy(pod.textContent))));
}

function onlyNumber(texts: readonly string[]): number | null {
  const numbers = new Set(texts.flatMap((text) => [...text.matchAll(EVERY_TICKET)].map((match) => Number(match[1]))));
  const [first] = numbers;
  return numbers.size === 1 && first ? first : null;
}
