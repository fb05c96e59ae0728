import { Button } from '../ui/button.tsx';
import { LINKS_TEXTS } from './texts/links.ts';

interface ListPagesProps {
  /** Rows of all pages. */
  total: number;
  /** Rows of one page. */
  page: number;
  offset: number;
  onShow: (offset: number) => void;
}

/** Which rows of a long list are shown, and the way to the others; nothing where all are. */
export function ListPages({ total, page, offset, onShow }: ListPagesProps) {
  if (total <= page) return null;
  const end = Math.min(offset + page, total);
  return (
    <>
      <span class="bb-hint">{LINKS_TEXTS.page(offset + 1, end, total)}</span>
      <Button kind="quiet" disabled={offset === 0} onClick={() => onShow(Math.max(0, offset - page))}>
        {LINKS_TEXTS.previous}
      </Button>
      <Button kind="quiet" disabled={end >= total} onClick={() => onShow(offset + page)}>
        {LINKS_TEXTS.next}
      </Button>
    </>
  );
}
