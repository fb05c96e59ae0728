import { describe, expect, it } from 'vitest';
import type { SetupCheck, SetupReport, SetupState } from '../../../lib/domain/setup-check.ts';
import { addReport, type SetupHistory, worsenedChecks } from '../../../lib/domain/setup-history.ts';

const check = (id: string, state: SetupState): SetupCheck => ({
  id,
  area: 'solution',
  title: id,
  state,
  evidence: [],
  guide: 'step-4',
});
const report = (minute: number, states: Record<string, SetupState>): SetupReport => ({
  madeAt: `2026-11-30T08:0${minute}:00.000Z`,
  checks: Object.entries(states).map(([id, state]) => check(id, state)),
});
const after = (...reports: SetupReport[]): SetupHistory =>
  reports.reduce<SetupHistory | undefined>((before, next) => addReport(before, next), undefined) as SetupHistory;
const worsened = (...reports: SetupReport[]) =>
  worsenedChecks(after(...reports)).map(({ check: { id }, since }) => `${id} ${since.slice(14, 16)}`);

describe('checks that turned bad', () => {
  it('are none in the first report: what fails there is work to be done', () => {
    expect(worsened(report(0, { a: 'failed', b: 'ok' }))).toEqual([]);
  });

  it('are those that were good and fail, since they failed first', () => {
    const reports = [
      report(0, { a: 'ok', b: 'manual', c: 'warning', d: 'ok' }),
      report(1, { a: 'failed', b: 'failed', c: 'failed', d: 'warning' }),
      report(2, { a: 'failed', b: 'failed', c: 'failed', d: 'warning' }),
    ];
    expect(worsened(...reports)).toEqual(['a 01', 'b 01', 'c 01']);
  });

  it('are over once the check is good again', () => {
    expect(worsened(report(0, { a: 'ok' }), report(1, { a: 'failed' }), report(2, { a: 'ok' }))).toEqual([]);
    expect(worsened(report(0, { a: 'ok' }), report(1, { a: 'failed' }), report(2, { a: 'warning' }))).toEqual([]);
  });

  it('are not made by an outage, nor forgotten by one', () => {
    const [good, outage, failing] = [report(0, { a: 'ok' }), report(1, { a: 'unknown' }), report(2, { a: 'failed' })];
    expect(worsened(good, outage)).toEqual([]);
    expect(worsened(good, outage, failing)).toEqual(['a 02']);
    expect(worsened(good, failing, report(3, { a: 'unknown' }), report(4, { a: 'failed' }))).toEqual(['a 02']);
    expect(worsened(good, failing, report(3, { a: 'unknown' }))).toEqual([]);
  });
});
