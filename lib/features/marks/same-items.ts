import type { MarkItem } from '../../../components/panel/mark-layer.tsx';
import type { Finding } from '../../domain/finding.ts';
import { type Rect, sameRect } from '../../shared/rect.ts';

/**
 * Whether marks would look and act the same, so that nothing is drawn again: looks are many, and most change nothing. What a mark
 * does looks up the field when it is clicked, so functions count only by being there.
 */
export function sameItems(one: readonly MarkItem[], other: readonly MarkItem[]): boolean {
  return same(one, other, sameItem);
}

export function sameRects(one: readonly Rect[], other: readonly Rect[]): boolean {
  return same(one, other, sameRect);
}

export function sameFindings(one: readonly Finding[], other: readonly Finding[]): boolean {
  return same(one, other, sameFinding);
}

function sameItem(a: MarkItem, b: MarkItem): boolean {
  return (
    a.key === b.key &&
    a.label === b.label &&
    a.focused === b.focused &&
    a.quiet === b.quiet &&
    a.hidden === b.hidden &&
    sameRect(a.rect, b.rect) &&
    same(a.findings, b.findings, sameFinding) &&
    (a.onUse === undefined) === (b.onUse === undefined) &&
    a.fixAll?.label === b.fixAll?.label &&
    a.choice?.customers === b.choice?.customers &&
    a.choice?.prefix === b.choice?.prefix &&
    a.choice?.first.join() === b.choice?.first.join()
  );
}

function sameFinding(a: Finding, b: Finding): boolean {
  return (
    a === b ||
    (a.id === b.id &&
      a.message === b.message &&
      a.severity === b.severity &&
      a.correction?.value === b.correction?.value &&
      a.fix?.label === b.fix?.label)
  );
}

function same<T>(one: readonly T[], other: readonly T[], equal: (a: T, b: T) => boolean): boolean {
  return (
    one.length === other.length &&
    one.every((item, index) => {
      const was = other[index];
      return was !== undefined && equal(item, was);
    })
  );
}
