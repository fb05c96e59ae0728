import type { RowError } from '../../lib/domain/file-import.ts';
import { csvLine } from '../../lib/shared/csv.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { saveFile } from '../ui/save-file.ts';
import { FILE_IMPORT as TEXTS } from './texts/file-import.ts';

/** Sentences that are shown; the file has all that are kept. */
const SHOWN = 20;

/** Rows that were left out, each with its line, column and reason. */
export function LeftOutRows({ errors, total }: { errors: readonly RowError[]; total: number }) {
  if (total === 0) return null;
  const save = () => {
    const rows = errors.map(({ line, column = '', value = '', sentence }) => csvLine([line, column, value, sentence]));
    // The mark, so that spreadsheets read it as UTF-8.
    saveFile(TEXTS.errorFile, 'text/csv', ['\ufeff', csvLine(TEXTS.errorHeads), ...rows]);
  };
  return (
    <Notice tone="warning">
      <details>
        <summary>{TEXTS.errors(total)}</summary>
        <ul class="bb-file-errors">
          {errors.slice(0, SHOWN).map(({ line, sentence }) => (
            <li key={`${line} ${sentence}`}>{sentence}</li>
          ))}
        </ul>
        {total > SHOWN && <p class="bb-hint">{TEXTS.moreErrors(total - SHOWN)}</p>}
        <Button onClick={save}>{TEXTS.saveErrors}</Button>
      </details>
    </Notice>
  );
}
