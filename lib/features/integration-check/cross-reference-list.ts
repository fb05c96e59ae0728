import type { Finding } from '../../domain/finding.ts';
import { checkCrossReferences } from '../../domain/rules/setup/setup-rules.ts';
import type { SetupContext } from '../../domain/setup-context.ts';
import type { HostGrid } from '../../host/grids.ts';
import type { MarkedRow } from '../marks/list-rows.ts';
import { isComplete, readCrossReferences } from './draft.ts';

export interface CheckedList {
  findings: readonly Finding[];
  /** Those that are shown at a row. */
  rows: readonly MarkedRow[];
}

/** Checks the list at every look; the rules run only when it shows something else than before. */
export function createListCheck(): (context: SetupContext, list: HostGrid) => CheckedList {
  let seen = '';
  let known: SetupContext | undefined;
  let findings: readonly Finding[] = [];
  let byRow = new Map<number, Finding[]>();
  return (context, list) => {
    const rows = readCrossReferences(list);
    const complete = isComplete(list);
    const now = JSON.stringify([rows, complete]);
    if (now !== seen || known !== context) {
      [seen, known] = [now, context];
      findings = checkCrossReferences(context, rows, complete);
      byRow = Map.groupBy(findings.filter(hasRow), ({ where }) => where.row);
    }
    return {
      findings,
      rows: [...byRow].flatMap(([row, ofRow]) => {
        const at = list.rows[row];
        return at ? { key: String(row), cells: at.cells, element: at.element, findings: ofRow } : [];
      }),
    };
  };
}

function hasRow(finding: Finding): finding is Finding & { where: { row: number } } {
  return finding.where.row !== undefined;
}
