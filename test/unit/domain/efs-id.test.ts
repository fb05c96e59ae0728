import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EfsIdFault, formatEfsId, meantEfsId, readEfsId } from '../../../lib/domain/efs-id.ts';

describe('readEfsId', () => {
  it.each(['EFS-342', 'EFS-355', 'EFS-19652', 'EFS-1', 'EFS-9223372036854775807'])('reads %s as it is', (text) => {
    expect(readEfsId(text)).toEqual({ ok: true, id: text, customerId: text.slice(4) });
  });

  const nearMisses: [string, string, EfsIdFault][] = [
    ['outer blanks', '  EFS-342 ', 'white-space'],
    ['line break from a paste', 'EFS-342\r\n', 'white-space'],
    ['non-breaking space', '\u00a0EFS-342', 'white-space'],
    ['blanks around the dash', 'EFS - 342', 'white-space'],
    ['blanks in the prefix', 'E F S-342', 'white-space'],
    ['space for the dash', 'EFS 342', 'white-space'],
    ['zero-width space', 'EFS-\u200b342', 'invisible-characters'],
    ['zero-width inside the number', 'EFS-3\u200b42', 'invisible-characters'],
    ['byte order mark', '\ufeffEFS-342', 'invisible-characters'],
    ['soft hyphen for the dash', 'EFS\u00ad342', 'invisible-characters'],
    ['brackets of the manual', 'EFS-[342]', 'brackets'],
    ['round brackets', 'EFS-(342)', 'brackets'],
    ['straight quotes', '"EFS-342"', 'quotes'],
    ['curly quotes', '“EFS-342”', 'quotes'],
    ['full-width digits', 'EFS-３４２', 'full-width'],
    ['all full-width', 'ＥＦＳ－３４２', 'full-width'],
    ['lower case', 'efs-342', 'lower-case'],
    ['mixed case', 'Efs-342', 'lower-case'],
    ['no dash', 'EFS342', 'dash'],
    ['en dash', 'EFS–342', 'dash'],
    ['em dash', 'EFS—342', 'dash'],
    ['minus sign', 'EFS−342', 'dash'],
    ['non-breaking hyphen', 'EFS\u2011342', 'dash'],
    ['underscore', 'EFS_342', 'dash'],
    ['two dashes', 'EFS--342', 'dash'],
    ['leading zeros', 'EFS-0342', 'leading-zeros'],
    ['several faults at once', '\u00a0“efs_[００３４２]”\u200b', 'white-space'],
  ];
  it.each(nearMisses)('proposes EFS-342 for %s', (_name, text, failure) => {
    expect(readEfsId(text)).toMatchObject({ ok: false, failure, proposal: 'EFS-342' });
  });

  const notGuessed: [string, string, EfsIdFault][] = [
    ['nothing', '', 'empty'],
    ['only blanks', ' \u00a0\u200b\t', 'empty'],
    ['the prefix alone', 'EFS-', 'no-number'],
    ['zero', 'EFS-000', 'no-number'],
    ['the number alone', '342', 'no-prefix'],
    ['another prefix', 'AXC-342', 'other-prefix'],
    ['a longer prefix', 'XEFS-342', 'other-prefix'],
    ['a serial number', 'SN12345', 'other-prefix'],
    ['two numbers', 'EFS-342 355', 'several-numbers'],
    ['two bracketed numbers', 'EFS-[342][355]', 'several-numbers'],
    ['a quote inside the number', "EFS-3'42", 'several-numbers'],
    ['two ids', 'EFS-342, EFS-355', 'letters'],
    ['the placeholder of the manual', 'EFS-[efolderCustID]', 'no-number'],
    ['a letter in the number', 'EFS-34O', 'letters'],
    ['a letter after the number', 'EFS-342a', 'letters'],
    ['a decimal point', 'EFS-342.5', 'several-numbers'],
    ['digits of another script', 'EFS-٣٤٢', 'no-number'],
    ['superscript digits', 'EFS-34²', 'letters'],
    ['a number too long', `EFS-${'1'.repeat(20)}`, 'too-long'],
    ['a text too long', `EFS-${' '.repeat(100)}342`, 'too-long'],
  ];
  it.each(notGuessed)('guesses nothing for %s', (_name, text, failure) => {
    const reading = readEfsId(text);
    expect(reading).toMatchObject({ ok: false, failure });
    expect(reading).not.toHaveProperty('proposal');
  });

  it('names every mistake, and the correct id', () => {
    const reading = readEfsId('efs_342');
    expect(reading).toMatchObject({
      message: '“efs_342” should be EFS-342 (letter case, dash).',
    });
    expect(readEfsId('AXC-342')).toMatchObject({
      message: '“AXC-342” does not begin with EFS; an EFS id looks like EFS-342.',
    });
  });

  it('uses another prefix, also one with a dash, a dot or lower case', () => {
    expect(readEfsId('EFS-342', 'AXC')).toMatchObject({ ok: false, failure: 'other-prefix' });
    expect(readEfsId('axc 7', 'AXC')).toMatchObject({ proposal: 'AXC-7' });
    expect(readEfsId('My.MSP-EFS-7', 'My.MSP-EFS')).toMatchObject({ ok: true, customerId: '7' });
    expect(readEfsId('my.msp-efs–7', 'My.MSP-EFS')).toMatchObject({ proposal: 'My.MSP-EFS-7' });
    expect(readEfsId('MyxMSP-EFS-7', 'My.MSP-EFS')).toMatchObject({ failure: 'other-prefix' });
  });

  it('shows which id is meant', () => {
    expect(meantEfsId('EFS-342')).toBe('EFS-342');
    expect(meantEfsId('efs342')).toBe('EFS-342');
    expect(meantEfsId('342')).toBeUndefined();
  });
});

describe('readEfsId, for any text', () => {
  const customerId = fc.bigInt({ min: 1n, max: 9_999_999_999_999_999_999n }).map(String);

  it('reads back every id it formats', () => {
    fc.assert(
      fc.property(customerId, (id) => {
        expect(readEfsId(formatEfsId(id))).toEqual({ ok: true, id: `EFS-${id}`, customerId: id });
      }),
    );
  });

  it('never throws, returns short sentences, and proposes only what it then reads', () => {
    const soup = fc.array(fc.constantFrom(...'EFSefs-_–—−342０９[]()“”"\' \u00a0\u200b\ufeffAx.,'), { maxLength: 24 });
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      soup.map((characters) => characters.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const reading = readEfsId(text);
        if (reading.ok) {
          expect(reading.id).toBe(text);
          return;
        }
        expect(reading.message.length).toBeLessThan(420);
        if (reading.proposal !== undefined) {
          expect(readEfsId(reading.proposal)).toMatchObject({ ok: true, id: reading.proposal });
          expect(reading.proposal.length).toBeLessThanOrEqual(23);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('proposes the original for any combination of the known mistakes', () => {
    const mangled = fc.record({
      id: fc.bigInt({ min: 1n, max: 9_999_999_999n }).map(String),
      before: fc.constantFrom('', ' ', '\u00a0', '\u200b', '"', '“', '\t'),
      after: fc.constantFrom('', ' ', '\u00a0', '\u200b', '"', '”', '\r\n'),
      prefix: fc.constantFrom('EFS', 'efs', 'Efs', 'ＥＦＳ', 'E F S'),
      dash: fc.constantFrom('-', '', ' ', '–', '—', '−', '_', ' - ', '－', '\u2011'),
      zeros: fc.constantFrom('', '0', '000'),
      brackets: fc.constantFrom<[string, string]>(['', ''], ['[', ']'], ['(', ')'], ['<', '>']),
      wide: fc.boolean(),
    });
    fc.assert(
      fc.property(mangled, ({ id, before, after, prefix, dash, zeros, brackets, wide }) => {
        const digits = wide ? id.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)) : id;
        const text = `${before}${prefix}${dash}${brackets[0]}${zeros}${digits}${brackets[1]}${after}`;
        expect(meantEfsId(text)).toBe(`EFS-${id}`);
      }),
    );
  });
});
