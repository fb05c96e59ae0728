import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type CalendarDay, todayIn } from '../../../../lib/domain/calendar-day.ts';
import type { Plan } from '../../../../lib/domain/change.ts';
import type { Addition, Agreement } from '../../../../lib/domain/connectwise-records.ts';
import { crossReferencedProducts } from '../../../../lib/domain/cross-referenced-product.ts';
import { checkAdditions } from '../../../../lib/domain/rules/addition/addition-rules.ts';
import { DAY, HOUR, isoTime } from '../../../../lib/shared/time.ts';
import { planCompany } from '../../../../lib/sync/plan/plan-company.ts';
import type { Observation } from '../../../../lib/sync/read/observation.ts';
import {
  account,
  addition,
  agreement,
  company,
  entry,
  facts,
  SETTINGS,
  SETUP,
} from '../../../support/builders/sync-records.ts';

/** Which lines of a company are synced on which day, and what is reported about the others. The portal measures 100 GB. */

const NEW_YORK = 'America/New_York';
const SYDNEY = 'Australia/Sydney';
const ENTRIES = [entry({ id: 1 }), entry({ id: 2, deviceType: 'BackupStats' })];

interface Company {
  additions: Addition[];
  agreements?: Agreement[];
  timeZone?: string;
}

function observed({ additions, agreements = [agreement()], timeZone }: Company, now: number): Observation {
  return {
    company: company(),
    entries: ENTRIES,
    customerIds: ['342'],
    agreements,
    readAgreements: agreements.map(({ id }) => id),
    additions,
    configurations: [],
    setup: SETUP,
    ...(timeZone && { timeZone }),
    sharedWith: {},
    readAt: isoTime(now),
  };
}

function planAt(of: Company, now: number): Omit<Plan, 'id'> {
  const readAt = isoTime(now);
  const backedUp = account({ id: '1001', lastBackupAt: readAt, lastErrorFreeBackupAt: readAt });
  const side = { customerId: '342', facts: facts([backedUp], { readAt }), events: [], readAt };
  return planCompany([side], observed(of, now), SETTINGS, now);
}

const linesOf = ({ changes }: Pick<Plan, 'changes'>) => changes.filter(({ resource }) => resource === 'addition');

/** Ids of the lines that are written, why the others are not, and the findings about lines and company. */
function outcome(of: Company, at: string) {
  const now = Date.parse(at);
  const plan = planAt(of, now);
  const findings = checkAdditions({
    prefix: 'EFS',
    companyId: 250,
    entries: ENTRIES,
    customers: [{ id: '342', name: "Eddie's TV Repair" }],
    additions: of.additions,
    agreements: of.agreements ?? [agreement()],
    products: crossReferencedProducts(SETUP, SETTINGS),
    invoiceDescriptionsSynced: true,
    serviceUsage: { '342': { 'online-select': 100 } },
    now,
    ...(of.timeZone && { timeZone: of.timeZone }),
  });
  return {
    written: linesOf(plan).map(({ ref }) => ref.id),
    left: plan.skipped.filter(({ part }) => part === 'agreement-parts').map(({ why }) => why),
    codes: findings.map(({ code, where }) => [code, where.recordId].filter((part) => part !== undefined).join(' ')),
  };
}

/** A line from a day until a day, both billed; undefined: open. */
function line(id: number, from?: CalendarDay, until?: CalendarDay, more: Partial<Addition> = {}): Addition {
  const { effectiveDate: _, ...rest } = addition({ id });
  return {
    ...rest,
    ...(from && { effectiveDate: `${from}T00:00:00.000Z` }),
    ...(until && { cancelledDate: `${until}T00:00:00.000Z` }),
    ...more,
  };
}

const ending = (until: CalendarDay, more: Partial<Agreement> = {}) =>
  agreement({ noEndingDateFlag: false, endDate: `${until}T00:00:00.000Z`, ...more });

describe('the last day is billed and synced, in the tenant’s time zone', () => {
  const LINE = { additions: [line(500, '2026-01-01', '2026-11-30')] };
  const AGREEMENT = { additions: [line(500, '2026-01-01')], agreements: [ending('2026-11-30')] };

  it.each([
    ['the day before', '2026-11-29T23:00:00Z', undefined],
    ['its first second', '2026-11-30T00:00:00Z', undefined],
    ['its last second', '2026-11-30T23:59:59Z', undefined],
    ['23:59 in a zone behind UTC, where UTC has the next day', '2026-12-01T04:59:00Z', NEW_YORK],
    ['00:01 in a zone ahead of UTC, where UTC has the day before', '2026-11-29T13:01:00Z', SYDNEY],
    ['23:59 in a zone ahead of UTC', '2026-11-30T12:59:00Z', SYDNEY],
  ])('%s: synced, and no finding but that it ends', (_, at, timeZone) => {
    const zone = timeZone && { timeZone };
    expect(outcome({ ...LINE, ...zone }, at)).toEqual({
      written: [500],
      left: [],
      codes: ['ADD-CANCELLED 500', 'ADD-DRIFT 500'],
    });
    expect(outcome({ ...AGREEMENT, ...zone }, at)).toEqual({ written: [500], left: [], codes: ['ADD-DRIFT 500'] });
  });

  it.each([
    ['the next day in UTC', '2026-12-01T00:00:00Z', undefined],
    ['00:00 in a zone behind UTC', '2026-12-01T05:00:00Z', NEW_YORK],
    ['00:01 in a zone ahead of UTC, where UTC still has the last day', '2026-11-30T13:01:00Z', SYDNEY],
  ])('the day after (%s): over', (_, at, timeZone) => {
    const zone = timeZone && { timeZone };
    expect(outcome({ ...LINE, ...zone }, at)).toEqual({
      written: [],
      left: ['The addition is cancelled.'],
      codes: ['ADD-CANCELLED 500', 'ADD-MISSING'],
    });
    expect(outcome({ ...AGREEMENT, ...zone }, at)).toEqual({
      written: [],
      left: ['The agreement is expired.'],
      codes: ['ADD-AGREEMENT-STATE 500', 'ADD-MISSING'],
    });
  });

  it.each([
    ['2026-02-28', '2026-03-01T04:59:00Z', '2026-03-01T05:00:00Z'],
    ['2028-02-29', '2028-03-01T04:59:00Z', '2028-03-01T05:00:00Z'],
    // The clocks go forward on 2026-03-08 at 2:00, back on 2026-11-01 at 2:00.
    ['2026-03-07', '2026-03-08T04:59:00Z', '2026-03-08T05:00:00Z'],
    ['2026-03-08', '2026-03-09T03:59:00Z', '2026-03-09T04:00:00Z'],
    ['2026-04-30', '2026-05-01T03:59:00Z', '2026-05-01T04:00:00Z'],
    ['2026-10-31', '2026-11-01T03:59:00Z', '2026-11-01T04:00:00Z'],
    ['2026-11-01', '2026-11-02T04:59:00Z', '2026-11-02T05:00:00Z'],
    ['2026-12-31', '2027-01-01T04:59:00Z', '2027-01-01T05:00:00Z'],
  ])('until %s in New York: the last minute is %s, over at %s', (until, last, after) => {
    const additions = [line(500, '2026-01-01', until)];
    expect(outcome({ additions, timeZone: NEW_YORK }, last).written).toEqual([500]);
    expect(outcome({ additions, timeZone: NEW_YORK }, after).written).toEqual([]);
    const agreements = [ending(until)];
    expect(outcome({ additions: [line(500)], agreements, timeZone: NEW_YORK }, last).written).toEqual([500]);
    expect(outcome({ additions: [line(500)], agreements, timeZone: NEW_YORK }, after).written).toEqual([]);
  });

  it('ConnectWise’s status may turn to Expired on the last day: the date decides; without it the status does', () => {
    const agreements = (more: Partial<Agreement>) => [ending('2026-11-30', { agreementStatus: 'Expired', ...more })];
    const at = (of: Agreement[], day: string) =>
      outcome({ additions: [line(500)], agreements: of }, `${day}T12:00:00Z`);
    expect(at(agreements({}), '2026-11-30').written).toEqual([500]);
    expect(at(agreements({}), '2026-12-01').written).toEqual([]);
    expect(at(agreements({ noEndingDateFlag: true }), '2026-11-30').written).toEqual([]);
    // Used up before its time.
    expect(at(agreements({}), '2026-11-29').written).toEqual([]);
  });
});

describe('lines with the same product and serial number', () => {
  const CHANGE = { additions: [line(500, '2026-01-01', '2026-11-30'), line(501, '2026-12-01')] };

  it('old until 11-30 and new from 12-01 are no duplicate: each day the current one is synced', () => {
    expect(outcome(CHANGE, '2026-11-30T12:00:00Z')).toEqual({
      written: [500],
      left: ['The addition is not effective yet: it is billed from {2026-12-01}.'],
      codes: ['ADD-DRIFT 500'],
    });
    expect(outcome(CHANGE, '2026-12-01T12:00:00Z')).toEqual({
      written: [501],
      left: ['The addition is cancelled.'],
      codes: ['ADD-CANCELLED 500', 'ADD-DRIFT 501'],
    });
  });

  it('the change from one to the next is at midnight of the tenant, over a new year too', () => {
    const additions = [line(500, '2026-01-01', '2026-12-31'), line(501, '2027-01-01')];
    expect(outcome({ additions, timeZone: NEW_YORK }, '2027-01-01T04:59:59Z').written).toEqual([500]);
    expect(outcome({ additions, timeZone: NEW_YORK }, '2027-01-01T05:00:00Z').written).toEqual([501]);
  });

  it('the same of two agreements, by the end of the one and the start of the other', () => {
    const agreements = [ending('2026-11-30'), agreement({ id: 41, startDate: '2026-12-01T00:00:00Z' })];
    const additions = [line(500), line(501, undefined, undefined, { agreementId: 41 })];
    expect(outcome({ additions, agreements }, '2026-11-30T12:00:00Z')).toMatchObject({
      written: [500],
      codes: ['ADD-DRIFT 500'],
    });
    expect(outcome({ additions, agreements }, '2026-12-01T12:00:00Z')).toMatchObject({
      written: [501],
      codes: ['ADD-AGREEMENT-STATE 500', 'ADD-DRIFT 501'],
    });
  });

  it.each([
    ['two open lines', [line(500, '2026-01-01'), line(501, '2026-01-01')]],
    ['one day in common, ahead', [line(500, '2026-01-01', '2026-12-01'), line(501, '2026-12-01')]],
    ['one day in common, today', [line(500, '2026-01-01', '2026-11-21'), line(501, '2026-11-21')]],
    ['a complete cycle beside the standing line', [line(500, '2026-01-01'), line(501, '2026-11-01', '2026-11-30')]],
  ])('overlapping periods are duplicates and neither is written: %s', (_, additions) => {
    const found = outcome({ additions }, '2026-11-21T12:00:00Z');
    expect(found.written).toEqual([]);
    expect(found.codes).toEqual(expect.arrayContaining(['ADD-DUPLICATE 500', 'ADD-DUPLICATE 501']));
    expect(found.left).toHaveLength(2);
  });

  it('an overlap that is over blocks nothing', () => {
    const additions = [line(500, '2026-01-01', '2026-11-20'), line(501, '2026-11-01')];
    expect(outcome({ additions }, '2026-11-20T12:00:00Z').written).toEqual([]);
    expect(outcome({ additions }, '2026-11-21T12:00:00Z').written).toEqual([501]);
  });

  it('a proration line is named and blocks nothing: the standing line is synced completely', () => {
    const additions = [line(500, '2026-01-01'), line(501, '2026-11-17', '2026-11-30', { quantity: 5 })];
    expect(outcome({ additions }, '2026-11-21T12:00:00Z')).toEqual({
      written: [500],
      left: [expect.stringContaining('proration line of this billing cycle')],
      codes: ['ADD-DRIFT 500'],
    });
    const change = linesOf(planAt({ additions }, Date.parse('2026-11-21T12:00:00Z')))[0];
    expect(change?.fields[0]).toEqual({ field: 'quantity', from: 95, to: 100 });
  });

  it('several proration lines of one cycle are no duplicates of each other', () => {
    const additions = [line(500), line(501, '2026-11-17', '2026-11-30'), line(502, '2026-11-10', '2026-11-30')];
    expect(outcome({ additions }, '2026-11-21T12:00:00Z')).toMatchObject({ written: [500], codes: ['ADD-DRIFT 500'] });
  });

  it('a proration line that ends with its standing line is named, and the standing line is synced', () => {
    const proration = line(501, '2026-11-17', '2026-11-30', { quantity: 5 });
    const additions = [line(500, '2026-01-01', '2026-11-30'), proration, line(502, '2026-12-01')];
    expect(outcome({ additions }, '2026-11-21T12:00:00Z')).toEqual({
      written: [500],
      left: [
        expect.stringContaining('proration line of this billing cycle'),
        'The addition is not effective yet: it is billed from {2026-12-01}.',
      ],
      codes: ['ADD-DRIFT 500'],
    });
    // Without a following line, the end is reported for the standing line alone.
    const { codes } = outcome({ additions: additions.slice(0, 2) }, '2026-11-21T12:00:00Z');
    expect(codes).toEqual(['ADD-CANCELLED 500', 'ADD-DRIFT 500']);
  });

  it('two short lines of one cycle without a standing line are duplicates', () => {
    const additions = [line(500, '2026-11-10', '2026-11-30'), line(501, '2026-11-17', '2026-11-30')];
    expect(outcome({ additions }, '2026-11-21T12:00:00Z').written).toEqual([]);
  });

  it('a proration line does not hide two standing ones', () => {
    const additions = [line(500), line(501), line(502, '2026-11-17', '2026-11-30')];
    const found = outcome({ additions }, '2026-11-21T12:00:00Z');
    expect(found.written).toEqual([]);
    expect(found.codes).toEqual(['ADD-DUPLICATE 500', 'ADD-DUPLICATE 501']);
  });

  it('a line that begins in the future is not written and shows why, and is not a missing one', () => {
    expect(outcome({ additions: [line(500, '2026-12-01')] }, '2026-11-30T23:59:59Z')).toEqual({
      written: [],
      left: ['The addition is not effective yet: it is billed from {2026-12-01}.'],
      codes: [],
    });
    expect(outcome({ additions: [line(500, '2026-12-01')] }, '2026-12-01T00:00:00Z').written).toEqual([500]);
  });
});

describe('ADD-CANCELLED', () => {
  const until = (day: CalendarDay) => [line(500, '2026-01-01', day)];

  it.each([
    ['past', until('2026-11-20'), true],
    ['today', until('2026-11-21'), true],
    ['on the last day of this cycle', until('2026-11-30'), true],
    ['on the first day of the next', until('2026-12-01'), false],
    ['in this cycle, followed on the next day', [...until('2026-11-30'), line(501, '2026-12-01')], false],
    ['in this cycle, followed after a gap', [...until('2026-11-30'), line(501, '2026-12-02')], true],
  ])('%s', (_, additions, fires) => {
    expect(outcome({ additions }, '2026-11-21T12:00:00Z').codes.includes('ADD-CANCELLED 500')).toBe(fires);
  });

  it.each([
    ['Quarterly', '2027-03-01', '2027-02-28', true],
    ['Quarterly', '2027-03-01', '2027-03-01', false],
    ['Annual', '2027-06-01', '2027-05-31', true],
    ['Annual', '2027-06-01', '2027-06-01', false],
  ])('%s, next invoice %s, until %s: by the cycle of the agreement', (name, next, day, fires) => {
    const agreements = [agreement({ billingCycle: { id: 1, name }, nextInvoiceDate: `${next}T00:00:00Z` })];
    const { codes } = outcome({ additions: until(day), agreements }, '2026-12-21T12:00:00Z');
    expect(codes.includes('ADD-CANCELLED 500')).toBe(fires);
  });
});

describe('child agreements', () => {
  const parent = agreement();
  const child = (more: Partial<Agreement> = {}) =>
    agreement({ id: 41, name: 'Backup', parentAgreement: { id: parent.id, name: parent.name }, ...more });
  const additions = [line(500, undefined, undefined, { agreementId: 41 })];
  const at = (agreements: Agreement[]) => outcome({ additions, agreements }, '2026-11-21T12:00:00Z');

  it('lines of a child agreement are synced like the company’s own', () => {
    expect(at([parent, child()])).toEqual({ written: [500], left: [], codes: ['ADD-DRIFT 500'] });
  });

  it('a child may have another type: the cross-reference may be for the parent’s', () => {
    const type = { id: 9, name: 'Backup only' };
    expect(at([parent, child({ type })])).toEqual({ written: [500], left: [], codes: ['ADD-DRIFT 500'] });
    expect(at([agreement({ type }), child({ type })])).toMatchObject({
      written: [],
      codes: ['ADD-AGREEMENT-TYPE 500'],
    });
    expect(at([agreement({ type }), child()])).toMatchObject({ written: [500] });
  });

  it('a child ends with its parent, and the finding reports it', () => {
    const ended = ending('2026-11-20');
    expect(at([ended, child()])).toEqual({
      written: [],
      left: ['Its parent agreement “Managed Services” is expired.'],
      codes: ['ADD-AGREEMENT-STATE 500', 'ADD-MISSING'],
    });
    expect(at([ending('2026-11-21'), child()]).written).toEqual([500]);
    expect(at([agreement({ cancelledFlag: true }), child()]).written).toEqual([]);
  });

  it('an unknown parent decides nothing, and a ring of parents ends', () => {
    expect(at([child()]).written).toEqual([500]);
    expect(at([agreement({ parentAgreement: { id: 41, name: 'Backup' } }), child()]).written).toEqual([500]);
  });
});

/** The additions as ConnectWise has them once the plan is carried out. */
function applied(additions: Addition[], plan: Pick<Plan, 'changes'>): Addition[] {
  return additions.map((row) => {
    const changes = linesOf(plan).filter(({ ref }) => ref.id === row.id);
    const fields = changes.flatMap(({ fields }) => fields.map(({ field, to }) => [field, to]));
    return { ...row, ...Object.fromEntries(fields) };
  });
}

describe('on every day of a year', () => {
  const HOURS = [0, 1, 4, 5, 6, 12, 13, 14, 23];
  const START = Date.parse('2027-12-01T00:00:00Z');

  it.each([undefined, NEW_YORK, SYDNEY, 'Asia/Katmandu', 'America/St_Johns'])(
    'exactly one of twelve lines, one a month, is synced, and planning after applying is empty: %s',
    (timeZone) => {
      const months = Array.from({ length: 14 }, (_, index) =>
        new Date(Date.UTC(2027, 10 + index, 1)).toISOString().slice(0, 10),
      );
      const additions = months.map((first, index) =>
        line(500 + index, first, addDays(months[index + 1] ?? '2029-01-01', -1)),
      );
      for (let day = 0; day < 366; day++) {
        const now = START + day * DAY + (HOURS[day % HOURS.length] ?? 0) * HOUR + 59_000;
        const of = { additions, ...(timeZone && { timeZone }) };
        const plan = planAt(of, now);
        const month = todayIn(now, timeZone).slice(0, 7);
        expect(linesOf(plan).map(({ ref }) => ref.id)).toEqual([
          500 + months.findIndex((first) => first.startsWith(month)),
        ]);
        expect(linesOf(planAt({ ...of, additions: applied(additions, plan) }, now))).toEqual([]);
      }
    },
  );

  it('whatever the lines and agreements: no day is written twice, and planning after applying is empty', () => {
    const someDay = fc.integer({ min: 0, max: 400 }).map((index) => addDays('2027-12-01', index));
    const someLine = fc.record({
      from: fc.option(someDay),
      until: fc.option(someDay),
      agreementId: fc.constantFrom(40, 41),
    });
    const someEnd = fc.option(someDay);
    const someZone = fc.constantFrom(undefined, NEW_YORK, SYDNEY);
    const someNow = fc.integer({ min: 0, max: 366 * 24 }).map((hours) => START + hours * HOUR);
    fc.assert(
      fc.property(
        fc.array(someLine, { maxLength: 5 }),
        someEnd,
        someEnd,
        someZone,
        someNow,
        (lines, parentEnd, childEnd, timeZone, now) => {
          const end = (day: string | null) => day !== null && { noEndingDateFlag: false, endDate: `${day}T00:00:00Z` };
          const agreements = [
            agreement({ ...end(parentEnd) }),
            agreement({ id: 41, parentAgreement: { id: 40, name: '' }, ...end(childEnd) }),
          ];
          const additions = lines.map(({ from, until, agreementId }, index) =>
            line(500 + index, from ?? undefined, until ?? undefined, { agreementId }),
          );
          const of = { additions, agreements, ...(timeZone && { timeZone }) };
          const plan = planAt(of, now);
          const written = linesOf(plan).map(({ ref }) => ref.id);
          expect(written.length).toBeLessThanOrEqual(1);
          // What is written is billed on that day.
          const today = `${todayIn(now, timeZone)}T00:00:00`;
          for (const row of additions.filter(({ id }) => written.includes(id))) {
            expect((row.effectiveDate ?? today) <= `${today}.000Z`).toBe(true);
            expect((row.cancelledDate ?? `${today}.000Z`) >= today).toBe(true);
          }
          expect(linesOf(planAt({ ...of, additions: applied(additions, plan) }, now))).toEqual([]);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
