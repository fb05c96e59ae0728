import { playX360Story, X360_WORLD } from '../support/story/x360-story.ts';
import { EXHAUSTIVE, expect, test } from './support/fixture.ts';

test.use({ simulatorOptions: X360_WORLD });

/** What this story may write, by resource. */
const SYNCED: [RegExp, RegExp][] = [
  [/^\/company\/companies\/\d+\/managementSummaryReports\/\d+$/, /^PATCH$/],
  [/^\/finance\/agreements\/\d+\/additions\/\d+$/, /^PATCH$/],
  [/^\/company\/configurations(\/\d+)?$/, /^(POST|PATCH)$/],
  [/^\/company\/configurations\/types$/, /^POST$/],
  [/^\/service\/tickets(\/\d+)?$/, /^(POST|PATCH)$/],
  [/^\/service\/tickets\/\d+\/notes$/, /^POST$/],
];
const OF_AN_ADDITION = ['quantity', 'invoiceDescription'];

test(
  'from x360Recover to the invoice: linked, mapped, previewed with its origin, applied; a failure opens a ticket and recovery closes it',
  EXHAUSTIVE,
  async ({ simulator, chromium }) => {
    const summary = await playX360Story({ simulator, browser: chromium });

    expect(summary.verified.filter(({ ok }) => !ok)).toEqual([]);
    expect(summary.verified.length).toBeGreaterThan(20);
    const read = summary.read.join('\n');
    for (const name of ['ETV-Primary', 'ETV-FrontOffice', 'ETV-Truck01', 'ETV-Truck02']) expect(read).toContain(name);
    // Every quantity says what it is made of and who measured it: counters by x360Recover's own words, storage by device.
    expect(read).toMatch(/Where 1 computer (of .* )?comes from .*devices_counters\.d2c \(SERVER\)/);
    expect(read).toMatch(/Where 4 computers (of .* )?come from .*devices_counters\.d2c \(WORKSTATION\)/);
    expect(read).toMatch(
      /Where 246\.31 GB (of .* )?come from .*ETV-Primary 182\.4 GB.*ETV-RepairShop: Parked in the portal\..*From x360Recover/,
    );
    expect(summary.findings.filter(({ code }) => code === 'ADD-DRIFT')).toHaveLength(3);

    const tickets = summary.written.filter(({ path }) => path.startsWith('/service/'));
    expect(tickets.map(({ step, method }) => `${step}: ${method}`)).toEqual([
      'poll: POST',
      'recovery: POST',
      'recovery: PATCH',
    ]);
    expect(summary.written.filter(({ step }) => step === 'connecting, in Review mode')).toEqual([]);
    for (const { method, path, body, status } of summary.written) {
      const allowed = SYNCED.find(([pattern]) => pattern.test(path));
      expect(allowed, `${method} ${path}`).toBeDefined();
      expect(method, path).toMatch(allowed?.[1] ?? /^$/);
      expect(status, `${method} ${path}`).toBeLessThan(300);
      if (path.includes('/additions') && Array.isArray(body))
        for (const operation of body) expect(OF_AN_ADDITION).toContain(operation.path.replace(/^\//, ''));
    }
  },
);
