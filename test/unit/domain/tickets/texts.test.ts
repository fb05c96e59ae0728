import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_TYPES } from '../../../../lib/domain/portal-facts.ts';
import * as texts from '../../../../lib/domain/tickets/ticket-text.ts';
import { incidentOfXRef, xrefOf, xrefPrefix } from '../../../../lib/domain/tickets/xref.ts';
import { ended, incident, settings, XREF } from '../../../support/builders/ticket-facts.ts';

describe('the external reference', () => {
  it('names EFS id, account and kind', () => {
    expect(xrefOf(incident(), 'EFS')).toBe(XREF);
    expect(xrefOf(incident({ accountId: '', kind: 'service-status' }), 'EFS')).toBe('EFS-342:-:service-status');
    expect(xrefPrefix('EFS')).toBe('EFS-');
  });

  it('is at most 100 characters long, and distinct for accounts that begin alike', () => {
    const long = 'a'.repeat(150);
    const of = (accountId: string) => xrefOf(incident({ accountId, kind: 'no-error-free-backup' }), 'EFS');
    expect(of(`${long}1`)).toHaveLength(100);
    expect(of(`${long}1`)).not.toBe(of(`${long}2`));
    // Other browsers, and later versions, must come to the same reference.
    expect(of(`${long}1`)).toBe(`EFS-342:${'a'.repeat(57)}~${of(`${long}1`).slice(66, 79)}:no-error-free-backup`);
    expect(of(`${long}1`)).toMatchInlineSnapshot(
      `"EFS-342:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa~22ttth5yjvjz2:no-error-free-backup"`,
    );
  });

  it('is read back, and other texts are not', () => {
    expect(incidentOfXRef(XREF, 'EFS')).toEqual({ customerId: '342', accountId: '356', kind: 'backup-failed' });
    for (const text of ['', 'EFS-342', 'EFS-342:356:strange', 'XYZ-342:356:backup-failed', 'EFS-x:356:backup-failed']) {
      expect(incidentOfXRef(text, 'EFS'), text).toBeUndefined();
    }
    const kinds = fc.constantFrom(...EVENT_TYPES);
    fc.assert(
      fc.property(fc.string({ maxLength: 38 }), kinds, (accountId, kind) => {
        fc.pre(accountId !== '-' && !/[\n\r\u2028\u2029]/.test(accountId));
        const xref = xrefOf({ customerId: '342', accountId, kind }, 'EFS');
        expect(incidentOfXRef(xref, 'EFS')).toEqual({ customerId: '342', accountId, kind });
      }),
    );
  });
});

describe('the summary', () => {
  it('is prefix and message on one line', () => {
    const silent = incident({}, { details: '' });
    expect(texts.ticketSummary(silent, settings())).toBe('Backup of ETV-Primary failed');
    expect(texts.ticketSummary(silent, settings({ summaryPrefix: '[Backup] ' }))).toBe(
      '[Backup] Backup of ETV-Primary failed',
    );
    expect(texts.ticketSummary(incident({}, { message: ' ', details: '' }), settings())).toBe('Backup failed');
  });

  it('names the cause where the message is silent about it', () => {
    expect(texts.ticketSummary(incident(), settings())).toBe('Backup of ETV-Primary failed: The disk is full');
    const health = { message: 'SRV-1: backups are failing.', details: 'Snapshot creation failed, reason: none. More.' };
    expect(texts.ticketSummary(incident({ kind: 'service-status' }, health), settings())).toBe(
      'SRV-1: backups are failing: Snapshot creation failed, reason: none',
    );
    const said = { message: 'Backup of ETV-Primary failed: The disk is full.' };
    expect(texts.ticketSummary(incident({}, said), settings())).toBe('Backup of ETV-Primary failed: The disk is full');
    const usage = { message: 'ETV-BDR is 92 % full.', details: '1840 GB of 2000 GB used.' };
    expect(texts.ticketSummary(incident({ kind: 'disk-usage' }, usage), settings())).toBe('ETV-BDR is 92 % full');
  });

  it('is cut at a word, at most 100 characters long', () => {
    const cut = texts.ticketSummary(incident({}, { message: `${'word '.repeat(40)}` }), settings());
    expect(cut).toBe(`${'word '.repeat(20).trim()}…`);
    const odd = texts.ticketSummary(incident({}, { message: `a ${'word '.repeat(40)}` }), settings());
    expect(odd).toBe(`a ${'word '.repeat(19).trim()}…`);
    fc.assert(
      fc.property(
        fc.string({ maxLength: 300, unit: 'grapheme' }),
        fc.string({ maxLength: 40 }),
        (message, summaryPrefix) => {
          const summary = texts.ticketSummary(incident({}, { message }), settings({ summaryPrefix }));
          expect(summary.length).toBeLessThanOrEqual(100);
          expect(summary).not.toMatch(/^\s|\s$|[\n\r]/);
          expect(summary).not.toBe('');
        },
      ),
    );
  });
});

describe('descriptions and notes', () => {
  const all = {
    description: texts.descriptionText(incident(), settings()),
    lasting: texts.lastingText(incident(), settings()),
    reopened: texts.reopenedText(incident(), settings(), 'was closed by jdoe'),
    recovered: texts.recoveredText(ended(), settings()),
  };

  it('contain the message, the details, and when the portal reported it', () => {
    expect(all).toMatchInlineSnapshot(`
      {
        "description": "Backup of ETV-Primary failed.
      The disk is full.

      Reported by the backup portal at 2026-11-20 12:00 (UTC). Reference: EFS-342:356:backup-failed, 2026-11-20T12:00:00.000Z.",
        "lasting": "Still a problem: Backup of ETV-Primary failed.
      The disk is full.

      Reported by the backup portal at 2026-11-20 12:00 (UTC). Reference: EFS-342:356:backup-failed, 2026-11-20T12:00:00.000Z.",
        "recovered": "Recovered: Backup finished.
      The disk is full.

      Reported by the backup portal at 2026-11-20 14:00 (UTC). Reference: EFS-342:356:backup-failed, 2026-11-20T14:00:00.000Z.",
        "reopened": "Re-opened, because the problem goes on after the ticket was closed by jdoe: Backup of ETV-Primary failed.
      The disk is full.

      Reported by the backup portal at 2026-11-20 12:00 (UTC). Reference: EFS-342:356:backup-failed, 2026-11-20T12:00:00.000Z.",
      }
    `);
  });

  it('name the device’s page in the first text alone', () => {
    const linked = incident({}, { portalUrl: 'https://my.axcient.net/home/device/1' });
    expect(texts.descriptionText(linked, settings())).toBe(
      all.description.replace('full.\n', 'full.\nIn the portal: https://my.axcient.net/home/device/1\n'),
    );
    expect(texts.lastingText(linked, settings())).toBe(all.lasting);
  });

  it('hold no character that is not seen, and at most 4,000 of the details', () => {
    const details = `\u202egpj.exe\u0000\u0007\r\nsecond\tline\u2028third ${'x'.repeat(9_000)}`;
    const text = texts.descriptionText(incident({}, { details }), settings());
    expect(text).toContain('gpj.exe\nsecond line\nthird xxx');
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\u2028]/u);
    expect(text.length).toBeLessThan(4_400);
    expect(texts.reportedAt(text)).toBe('2026-11-20T12:00:00.000Z');
  });

  it('name times in the tenant’s time zone, and mean the same in any zone', () => {
    for (const [timeZone, shown] of [
      ['Europe/Berlin', '2026-11-20 13:00 (Europe/Berlin)'],
      ['America/St_Johns', '2026-11-20 08:30 (America/St_Johns)'],
      ['Pacific/Auckland', '2026-11-21 01:00 (Pacific/Auckland)'],
      ['Nowhere/Land', '2026-11-20 12:00 (UTC)'],
      [undefined, '2026-11-20 12:00 (UTC)'],
    ] as const) {
      const text = texts.descriptionText(incident(), { prefix: 'EFS', timeZone });
      expect(text).toContain(`Reported by the backup portal at ${shown}. Reference: `);
      expect(texts.reportedAt(text, XREF)).toBe(incident().newest.at);
    }
  });

  it('are read back from the format before times had a zone', () => {
    const old = `Whatever.\n\nReported by the backup portal at ${incident().newest.at} (${XREF}).`;
    expect(texts.reportedAt(old, XREF)).toBe(incident().newest.at);
    expect(texts.reportedAt(old, 'EFS-342:357:backup-failed')).toBeUndefined();
  });

  it('are read back, with any line ends of ConnectWise', () => {
    for (const text of [all.description, all.lasting, all.reopened]) {
      expect(texts.reportedAt(text)).toBe(incident().newest.at);
      expect(texts.reportedAt(`${text.replace(/\n/g, '\r\n')}\r\n `, XREF)).toBe(incident().newest.at);
    }
    expect(texts.reportedAt(all.recovered, XREF)).toBe(ended().newest.at);
  });

  it('are not mistaken for those of another incident, nor other texts for ours', () => {
    expect(texts.reportedAt(all.description, 'EFS-342:357:backup-failed')).toBeUndefined();
    expect(texts.reportedAt(`${all.description}\nI looked at it.`)).toBeUndefined();
    expect(texts.reportedAt(`> ${all.description.split('\n').at(-1)}`)).toBeUndefined();
    expect(texts.reportedAt(`Reported by the backup portal at noon (${XREF}).`)).toBeUndefined();
    expect(texts.reportedAt(`Reported by the backup portal at noon. Reference: ${XREF}, noon.`)).toBeUndefined();
    expect(texts.reportedAt(`Reported by the backup portal at noon. Reference: ${XREF}`)).toBeUndefined();
    expect(texts.reportedAt('')).toBeUndefined();
  });

  it('cut details that are whole logs, and keep the last line', () => {
    const text = texts.descriptionText(incident({}, { details: 'line of a log\n'.repeat(5_000) }), settings());
    expect(text.length).toBeLessThan(4_200);
    expect(texts.reportedAt(text, XREF)).toBe(incident().newest.at);
  });
});
