import { unzipSync } from 'fflate';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { refused } from './table.ts';
import { readXml } from './xml.ts';

/** Bytes that the parts of a workbook may have unpacked, all together: a small archive can hold gigabytes. */
const MOST_UNPACKED = 200 * 1024 * 1024;

export interface Workbook {
  sheets: { name: string; part: string }[];
  from1904: boolean;
  /** Unpacks one part; '' where there is none. @throws Error where it is damaged */
  part(name: string): string;
}

/** Opens the archive and reads which sheets it has; their content is unpacked when it is asked for. */
export function openWorkbook(bytes: Uint8Array): Result<Workbook> {
  const sizes = new Map<string, number>();
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        sizes.set(name, originalSize);
        return false;
      },
    });
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    if (total > MOST_UNPACKED) return fail(TOO_LARGE);
    const part = (name: string) => unpack(bytes, name, sizes.get(name));
    const main = part('xl/workbook.xml');
    if (main === '') return fail(NO_WORKBOOK);
    return ok({ ...readMain(main, part('xl/_rels/workbook.xml.rels')), part });
  } catch {
    return fail(DAMAGED);
  }
}

/** The size in the directory is what is unpacked: a part that is larger than it says is damaged. */
function unpack(bytes: Uint8Array, wanted: string, size: number | undefined): string {
  if (size === undefined) return '';
  const found = unzipSync(bytes, { filter: ({ name }) => name === wanted })[wanted];
  return found ? new TextDecoder().decode(found) : '';
}

function readMain(xml: string, relations: string): Pick<Workbook, 'sheets' | 'from1904'> {
  const targets = new Map<string, string>();
  if (relations) {
    readXml(relations, {
      open(name, attributes) {
        const { Id: id, Target: target } = name === 'Relationship' ? attributes() : {};
        if (id !== undefined && target !== undefined) targets.set(id, target);
      },
    });
  }
  const sheets: Workbook['sheets'] = [];
  let from1904 = false;
  readXml(xml, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes().date1904 ?? '');
      if (name !== 'sheet') return;
      const { name: title = '', id = '', state } = attributes();
      const target = targets.get(id);
      if (target !== undefined && (state === undefined || state === 'visible'))
        sheets.push({ name: title, part: partOf(target) });
    },
  });
  return { sheets, from1904 };
}

function partOf(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
}

const NEXT = 'Open it in your spreadsheet program, save it as XLSX or CSV, and choose that file.';

export const DAMAGED = refused('This workbook is damaged, so it cannot be read.', NEXT);
const NO_WORKBOOK = refused('This archive holds no XLSX workbook.', NEXT);
const TOO_LARGE = refused(
  'This workbook is larger unpacked than Backup Bridge reads (200 MB).',
  'Export fewer columns or months, or save the sheet as CSV.',
  'too-large',
);
