import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../lib/shared/csv.ts';

describe('a line of a CSV file', () => {
  it('separates by commas and ends with CR LF', () => {
    expect(csvLine(['a', 1, -2.5, true, null, ''])).toBe('a,1,-2.5,true,,\r\n');
  });

  it('quotes commas, quotes and line ends (RFC 4180)', () => {
    expect(csvLine(['a,b', 'say "hi"', 'two\nlines', 'two\r\nlines'])).toBe(
      '"a,b","say ""hi""","two\nlines","two\r\nlines"\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1'])('makes %j harmless for spreadsheets', (text) => {
    expect(csvLine([text])).toBe(`'${text}\r\n`);
  });

  it('makes a formula harmless that has to be quoted too', () => {
    expect(csvLine(['=HYPERLINK("x","y")'])).toBe('"\'=HYPERLINK(""x"",""y"")"\r\n');
    expect(csvLine(['\r=1'])).toBe('"\'\r=1"\r\n');
  });

  it('leaves numbers and text with such a sign further on as they are', () => {
    expect(csvLine([-3, 'a=b', ' x'])).toBe('-3,a=b, x\r\n');
  });
});
