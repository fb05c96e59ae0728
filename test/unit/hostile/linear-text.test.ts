import { describe, expect, it } from 'vitest';
import { dayOfDate } from '../../../lib/domain/calendar-day.ts';
import { companyDefect } from '../../../lib/domain/company-status.ts';
import { completeEfsId } from '../../../lib/domain/complete-efs-id.ts';
import { readEfsId } from '../../../lib/domain/efs-id.ts';
import { isFlatFeeByName } from '../../../lib/domain/flat-fee.ts';
import { includedAmount } from '../../../lib/domain/included-amount.ts';
import { SETUP_TABLES } from '../../../lib/domain/page-screens.ts';
import { isAboutSameBackup } from '../../../lib/domain/rules/ticket/tix-email.ts';
import { mayBeSameName, nameWords } from '../../../lib/domain/same-name.ts';
import { givesOtherNumber, namesTicket } from '../../../lib/domain/tickets/ticket-banner.ts';
import { descriptionText, reportedAt, ticketSummary } from '../../../lib/domain/tickets/ticket-text.ts';
import { incidentOfXRef } from '../../../lib/domain/tickets/xref.ts';
import { labelKey } from '../../../lib/host/labels.ts';
import { readLocation } from '../../../lib/host/location.ts';
import { describeLocation } from '../../../lib/host/location-shape.ts';
import { readDate, readNumber } from '../../../lib/host/read/values.ts';
import { COMPANY_CRUMB, TICKET_BANNER } from '../../../lib/host/selectors.ts';
import { setupTableNamed } from '../../../lib/host/setup-table.ts';
import { readHash } from '../../../lib/host/state-hash.ts';
import { structureName, structureText } from '../../../lib/host/structure-text.ts';
import { tidy } from '../../../lib/host/visible.ts';
import { csvLine } from '../../../lib/shared/csv.ts';
import { createRedactor } from '../../../lib/shared/redact.ts';
import { sameValue } from '../../../lib/shared/same-value.ts';
import { withoutBlanks } from '../../../lib/shared/typed-text.ts';
import { readUtcTime } from '../../../lib/shared/utc-time.ts';
import { isIn } from '../../../lib/sync/read/recognize.ts';
import { incident, settings } from '../../support/builders/ticket-facts.ts';

/** One megabyte: an expression that takes the square of that does not end within this test's time limit, by hours. */
const SIZE = 1_048_576;

/** Fills a megabyte with a piece that makes an expression start again at every place, between a beginning and an end that match nothing. */
function filled(start: string, piece: string, end: string): string {
  return start + piece.repeat(Math.ceil(SIZE / piece.length)) + end;
}

const REPORTED = 'Reported by the backup portal at ';

/** Texts by the shape that costs the square: a run that may begin anywhere and ends in what it must not end in. */
const HOSTILE: Record<string, string> = {
  spaces: filled('x', ' ', 'x'),
  'no-break spaces': filled('x', '\u00a0', 'x'),
  lines: filled('x', '\n', 'x'),
  dots: filled('', '. ', 'x'),
  'dots together': filled('x', '.', ' x'),
  colons: filled('EFS-', '1:', ''),
  'colons and spaces': filled('x', ': ', 'x'),
  dashes: filled('EFS', '-', 'x'),
  digits: filled('EFS-', '1', 'x'),
  amounts: filled('', 'w/1', 'x'),
  'one amount': filled('w/', '1', 'x'),
  zeros: filled('EFS-', '0', ''),
  letters: filled('', 'a', '-'),
  'letters and dots': filled('', 'a.', '!'),
  words: filled('', 'ab ', '!'),
  brackets: filled('EFS', '[', '342'),
  equals: filled('#XQAACA', '=', 'x'),
  'at signs': filled('', '@', ':1:x'),
  'ticket numbers': filled('', 'ticket # ', 'x'),
  'hash signs': filled('', '#1', 'x'),
  'setup words': filled('', 'managed device', ' x'),
  'management it': filled('', 'management it ', 'x'),
  'reported lines': filled('', `\n${REPORTED}`, 'x'),
  'reported in a line': filled('', REPORTED, 'x'),
  'reported and spaces': filled(`${REPORTED}2026-11-21T12:00:00Z (y).`, ' ', 'x'),
  'reported and brackets': filled(`${REPORTED}2026-11-21T12:00:00Z (`, ').', 'x'),
  'fraction of a second': filled('2026-11-21T00:00:00.', '1', 'x'),
  'date and spaces': filled('2026-11-21', ' ', 'x'),
  'address members': filled('https://na.myconnectwise.net/?', 'recid=1&', '#x'),
  'address marks': filled('https://na.myconnectwise.net/#', '??', 'x'),
  'nested state': filled('https://na.myconnectwise.net/#startscreen=x&state=', '[', ''),
  accents: filled('', 'e\u0301', '!'),
  'half characters': filled('', '\ud83d', 'x'),
};

const reporting = (message: string) => incident({}, { message, details: message });
const company = (statusName: string) => ({
  id: 1,
  identifier: '',
  name: '',
  statusName,
  deletedFlag: false,
  _info: {},
});
const ticket = (text: string) => ({ id: 1, summary: text, company: { id: 1, name: text } });

/** Every function of `lib` that looks into outside text with an expression, `lib/connectwise`, `lib/portal` and `http.ts` apart. */
const READERS: Record<string, (text: string) => unknown> = {
  readEfsId: (text) => readEfsId(text),
  completeEfsId: (text) => completeEfsId(text, 'EFS', [{ id: '342', name: text }]),
  nameWords,
  'mayBeSameName of two': (text) => mayBeSameName(text, `${text} x`),
  companyDefect: (text) => companyDefect(company(text)),
  'isAboutSameBackup by name': (text) => isAboutSameBackup({ summary: text, sourceName: text }, text.slice(0, 500)),
  'isAboutSameBackup by a long name': (text) => isAboutSameBackup({ summary: text, sourceName: text }, text),
  reportedAt: (text) => reportedAt(text),
  incidentOfXRef: (text) => incidentOfXRef(text, 'EFS'),
  ticketSummary: (text) => ticketSummary(reporting(text), settings()),
  descriptionText: (text) => descriptionText(reporting(text), settings()),
  givesOtherNumber: (text) => givesOtherNumber(text, 1),
  namesTicket: (text) => namesTicket(text, ticket(text)),
  'namesTicket after its number': (text) => namesTicket(`Ticket #1 ${text}`, ticket('x')),
  isIn: (text) => isIn(text, text.slice(0, 400)),
  'isIn with a long name': (text) => isIn(text, text),
  readUtcTime,
  dayOfDate,
  csvLine: (text) => csvLine([text, text]),
  withoutBlanks,
  // Keys are ASCII.
  createRedactor: (text) => createRedactor([text.slice(0, 40).replace(/[^ -~]/g, 'x'), 'x'.repeat(40)]).message(text),
  sameValue: (text) => sameValue(text, `${text} `),
  labelKey,
  tidy,
  structureText,
  structureName,
  readNumber: (text) => readNumber(text, 'en_US'),
  isFlatFeeByName,
  includedAmount,
  readDate: (text) => readDate(text, 'en_US'),
  setupTableNamed,
  readHash,
  readLocation: (text) => readLocation(text),
  describeLocation,
  'screen patterns': (text) =>
    [COMPANY_CRUMB, ...Object.values(SETUP_TABLES), TICKET_BANNER].map((one) => one.test(text)),
};

describe('1 MB of hostile text is read in linear time: the square would take hours', () => {
  it.each(Object.entries(READERS))('%s', (_, read) => {
    for (const text of Object.values(HOSTILE)) expect(() => read(text)).not.toThrow();
  });
});

describe('hostile streams in an address', () => {
  it('end after the declared size, whatever they contain, and never decode to more than 64 kB', () => {
    const head = [0x5d, 0, 0, 8, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0];
    let seed = 1;
    const next = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed & 0xff;
    };
    for (let nth = 0; nth < 60; nth++) {
      const body = Uint8Array.from({ length: 20_000 }, (_, at) =>
        at === 0 || nth % 3 === 0 ? 0 : nth % 3 === 1 ? 255 : next(),
      );
      const text = btoa(String.fromCharCode(...head, ...body))
        .replaceAll('+', '$')
        .replaceAll('/', '_')
        .replace(/=+$/, '');
      expect(JSON.stringify(readHash(`#${text}??CompanyDetail`)).length).toBeLessThan(100_000);
    }
  });

  it('that declare more, or are longer than any real one, are not decoded', () => {
    const declared = [0x5d, 0, 0, 8, 0, 1, 0, 1, 0, 0, 0, 0, 0, ...Array<number>(40).fill(0)];
    const text = btoa(String.fromCharCode(...declared))
      .replaceAll('+', '$')
      .replaceAll('/', '_')
      .replace(/=+$/, '');
    expect(readHash(`#${text}`)).toMatchObject({ form: 'none', state: undefined });
    expect(readHash(`#XQAACA${'A'.repeat(40_000)}`)).toMatchObject({ form: 'none', state: undefined });
  });
});
