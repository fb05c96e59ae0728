import { strToU8, zipSync } from 'fflate';

/** A cell of a sheet: text, number, or the XML of one. */
export type SheetCell = string | number | { xml: string };

interface WorkbookOptions {
  from1904?: boolean;
  /** Prefix of the elements of the sheet, with its colon, as some writers have. */
  prefix?: string;
  /** Texts in cells of their own, as some writers have them. */
  inline?: boolean;
  /** Replaces or adds parts of the archive. */
  parts?: Record<string, string>;
}

/** Bytes of a workbook with these sheets. */
export function workbookOf(
  sheets: Record<string, readonly (readonly SheetCell[])[]>,
  { from1904 = false, prefix = '', inline = false, parts = {} }: WorkbookOptions = {},
): Uint8Array {
  const texts: string[] = [];
  const names = Object.keys(sheets);
  const files: Record<string, string> = {
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns:r="r"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${names
      .map((name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names
      .map((_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`)
      .join('')}</Relationships>`,
  };
  const cellOf = (cell: SheetCell, reference: string): string => {
    const tag = `${prefix}c r="${reference}"`;
    if (typeof cell === 'object') return cell.xml;
    if (typeof cell === 'number') return `<${tag}><${prefix}v>${cell}</${prefix}v></${prefix}c>`;
    if (cell === '') return '';
    if (inline) {
      return `<${tag} t="inlineStr"><${prefix}is><${prefix}t>${escaped(cell)}</${prefix}t></${prefix}is></${prefix}c>`;
    }
    texts.push(cell);
    return `<${tag} t="s"><${prefix}v>${texts.length - 1}</${prefix}v></${prefix}c>`;
  };
  for (const [at, name] of names.entries()) {
    const rows = (sheets[name] ?? []).map((cells, row) => {
      const inner = cells.map((cell, column) => cellOf(cell, `${String.fromCharCode(65 + column)}${row + 1}`)).join('');
      return cells.length === 0 ? '' : `<${prefix}row r="${row + 1}">${inner}</${prefix}row>`;
    });
    const body = `<${prefix}sheetData>${rows.join('')}</${prefix}sheetData>`;
    files[`xl/worksheets/sheet${at + 1}.xml`] = `<?xml version="1.0"?><${prefix}worksheet>${body}</${prefix}worksheet>`;
  }
  files['xl/sharedStrings.xml'] = `<sst>${texts.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`;
  const all = Object.entries({ ...files, ...parts }).map(([name, text]) => [name, strToU8(text)] as const);
  return zipSync(Object.fromEntries(all), { level: 1 });
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
