import { type RowMarkItem, RowMarks } from '../../../components/panel/row-mark.tsx';
import { readObstacles } from '../../host/obstacles.ts';
import type { PageFeatureContext } from '../page-feature.ts';
import { followScroll } from './all-documents.ts';
import type { MarkedRow } from './list-rows.ts';
import { placeRows, type RowPlace } from './row-places.ts';

/**
 * Draws marks at rows of a list; call it at every look with all rows that have findings. Between looks marks move with their rows,
 * and leave when a recycled row shows something else.
 */
export function rowMarks(
  work: PageFeatureContext,
  name: string,
  labelOf: (row: MarkedRow) => string,
): (rows: readonly MarkedRow[]) => void {
  const place = work.layer.place(name, work.signal);
  let rows: readonly { row: MarkedRow; text: string }[] = [];
  let drawn: readonly RowMarkItem[] = [];

  const draw = (): void => {
    const shown = rows.filter(({ row, text }) => row.element.isConnected && row.element.textContent === text);
    const places =
      shown.length > 0
        ? placeRows(
            shown.map(({ row }) => row),
            readObstacles(document),
          )
        : [];
    const items = itemsOf(places, labelOf);
    if (sameItems(items, drawn)) return;
    drawn = items;
    place.show(<RowMarks items={items} onFix={(finding) => work.channels.fixRequested.emit(finding.id)} />);
  };
  const follow = followScroll(work.signal, draw);
  return (next) => {
    rows = next.map((row) => ({ row, text: row.element.textContent }));
    follow();
    draw();
  };
}

/** Two rows that show the same are distinguished by their order. */
function itemsOf(places: readonly RowPlace[], labelOf: (row: MarkedRow) => string): RowMarkItem[] {
  const seen = new Map<string, number>();
  return places.map(({ row, ...at }) => {
    const before = seen.get(row.key) ?? 0;
    seen.set(row.key, before + 1);
    return { ...at, key: `${row.key}#${before}`, label: labelOf(row), findings: row.findings };
  });
}

function sameItems(one: readonly RowMarkItem[], other: readonly RowMarkItem[]): boolean {
  return (
    one.length === other.length &&
    one.every((item, index) => {
      const was = other[index];
      return (
        was !== undefined &&
        item.key === was.key &&
        item.left === was.left &&
        item.top === was.top &&
        item.opens === was.opens &&
        item.findings === was.findings
      );
    })
  );
}
