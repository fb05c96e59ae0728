// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readLocation } from '../../lib/host/location.ts';
import { isKnownScreen, readScreen, recordKey } from '../../lib/host/screens.ts';
import { fieldTable } from '../../lib/host/selectors.ts';
import { selfCheck } from '../../lib/host/self-check.ts';
import { layOut } from '../dom/host/page.ts';
import { SEED } from '../simulator/connectwise/seed.ts';
import { additionUrl, companyUrl, integrationUrl } from '../simulator/pages/address.ts';
import { seededRandom } from '../simulator/random.ts';
import { OPERATIONS } from '../support/mutations/mutated-page.ts';
import { eventually, shown, startClient } from '../unit/simulator/pages/browser.ts';
import { RUNS, tryAll } from './support/try-all.ts';

const EDDIE = SEED.companies.eddiesTvRepair;
const ADDRESSES = [
  companyUrl(EDDIE),
  companyUrl(EDDIE, 'management'),
  additionUrl(SEED.agreements.eddiesTvRepair, 1, { companyId: EDDIE }),
  integrationUrl({ record: 1 }),
];
const FIELDS = fieldTable({});

/** The simulated web client's own pages, as they are once they are filled. */
const pages: { href: string; markup: string }[] = [];
let undo = (): void => undefined;

beforeAll(async () => {
  for (const address of ADDRESSES) {
    await startClient(address);
    await eventually(() => expect(shown('input, tr.cw-ml-row').length).toBeGreaterThan(0));
    pages.push({ href: `https://na.myconnectwise.net${address}`, markup: document.body.innerHTML });
    vi.unstubAllGlobals();
    // What the client still asks for is nobody's any more.
    vi.stubGlobal('fetch', () => new Promise(() => undefined));
  }
  undo = layOut();
});
afterAll(() => {
  undo();
  vi.unstubAllGlobals();
});

/** Changes below one element that no operation knows by name. */
const EDITS: Record<string, (element: Element, other: Element) => void> = {
  removed: (element) => element.remove(),
  'said twice': (element) => element.after(element.cloneNode(true)),
  'moved elsewhere': (element, other) => {
    if (!element.contains(other)) other.append(element);
  },
  emptied: (element) => element.replaceChildren(),
  'without attributes': (element) => {
    for (const { name } of [...element.attributes]) element.removeAttribute(name);
  },
  'an odd class': (element) => element.setAttribute('class', '__proto__ constructor cw_ \ud800'),
  'a long text': (element) => element.append('EFS-342 '.repeat(5_000)),
  'another text': (element) => {
    element.textContent = 'Service Ticket #2147483648 - EFS-99999999999999999999';
  },
  'deeply wrapped': (element) => {
    const outer = document.createElement('div');
    let inner = outer;
    for (let depth = 0; depth < 200; depth += 1) inner = inner.appendChild(document.createElement('div'));
    element.replaceWith(outer);
    inner.append(element);
  },
};

const edit = fc.record({ at: fc.nat(10_000), to: fc.nat(10_000), how: fc.constantFrom(...Object.keys(EDITS)) });
const inputs = fc.record({
  page: fc.nat(ADDRESSES.length - 1),
  operations: fc.array(fc.constantFrom(...Object.keys(OPERATIONS).filter((name) => !/iframe/.test(name))), {
    maxLength: 2,
  }),
  edits: fc.array(edit, { maxLength: 4 }),
  seed: fc.nat(),
});

describe('whatever a page of ConnectWise looks like', () => {
  it('is recognized as it is', () => {
    for (const { href, markup } of pages) {
      document.body.innerHTML = markup;
      expect(isKnownScreen(readScreen(document, readLocation(href), FIELDS)), href).toBe(true);
    }
  });

  it(`is read without a throw and left as it is, and names no record that it does not show (${RUNS} pages)`, async () => {
    const seen = { known: 0, unknown: 0 };
    await tryAll('pages', inputs, ({ page, operations, edits, seed }) => {
      const { href = '', markup = '' } = pages[page] ?? {};
      document.body.innerHTML = markup;
      const around = { random: seededRandom(seed), others: [['EFS-342', 'EFS-355']] as const };
      for (const name of operations) OPERATIONS[name]?.run(document.body, around);
      for (const { at, to, how } of edits) {
        const elements = [...document.body.querySelectorAll('*')];
        const [element, other] = [elements[at % elements.length], elements[to % elements.length]];
        if (element && other) EDITS[how]?.(element, other);
      }
      const before = document.body.innerHTML;
      const location = readLocation(href);
      const screen = readScreen(document, location, FIELDS);
      const report = selfCheck(document, screen, FIELDS);
      expect(document.body.innerHTML === before).toBe(true);
      expect(recordKey(screen).length).toBeLessThan(1_000_000);
      for (const sentence of report.failures) expect(sentence).toMatch(/\w.*\.$/su);
      // A ticket is one only where both say so: none of these addresses names one.
      if (screen.ticketId !== null) expect(location.recordIds).toContain(screen.ticketId);
      for (const part of [screen.additionForm, screen.managedIdForm])
        for (const { anchor } of Object.values(part?.fields ?? {})) expect(document.contains(anchor)).toBe(true);
      if (isKnownScreen(screen)) seen.known += 1;
      else seen.unknown += 1;
    });
    expect(seen.known).toBeGreaterThan(RUNS / 10);
  });
});
