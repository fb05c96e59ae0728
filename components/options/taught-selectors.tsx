import { useRef, useState } from 'preact/hooks';
import type { TaughtSelector } from '../../lib/domain/in-page-config.ts';
import { fieldTitle } from '../../lib/domain/page-fields.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { count } from '../ui/format.ts';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { saveFile } from '../ui/save-file.ts';
import { NamesLine } from './names-line.tsx';
import { mergeTaught, readTaughtFile, taughtFile } from './taught-file.ts';
import type { InPageForm } from './use-in-page.ts';

type Reported = { done: string } | { failure: Failure } | null;

/** What people pointed at in ConnectWise: looked at, deleted, taken to another browser. */
export function TaughtSelectors({ taught, edit }: { taught: readonly TaughtSelector[]; edit: InPageForm['edit'] }) {
  const [reported, setReported] = useState<Reported>(null);
  const file = useRef<HTMLInputElement>(null);
  const remove = async (gone: TaughtSelector) => {
    const result = await edit((stored) => ({ ...stored, taught: stored.taught.filter((one) => !isSame(one, gone)) }));
    setReported(result.ok ? { done: `${fieldTitle(gone.field)} on ${gone.site} is deleted.` } : result);
  };
  const save = () => {
    const name = `backup-bridge-taught-fields-${new Date().toISOString().slice(0, 10)}.json`;
    saveFile(name, 'application/json', [taughtFile(taught)]);
    setReported({ done: `${count(taught.length, 'field')} saved as ${name}.` });
  };
  const read = async (chosen: File | undefined) => {
    if (!chosen) return;
    const entries = readTaughtFile(await chosen.text());
    if (!entries.ok) return setReported(entries);
    let refused: Failure | undefined;
    const result = await edit((stored) => {
      const merged = mergeTaught(stored.taught, entries.value);
      if (!merged.ok) refused = merged.failure;
      return merged.ok ? { ...stored, taught: merged.value } : stored;
    });
    if (refused) setReported({ failure: refused });
    else
      setReported(
        result.ok ? { done: `${count(entries.value.length, 'field')} imported from ${chosen.name}.` } : result,
      );
  };
  return (
    <section class="bb-card" aria-label="Taught fields">
      <header class="bb-card-head">
        <h2>Taught fields</h2>
        <div class="bb-log-foot">
          <Button disabled={taught.length === 0} onClick={save}>
            Export JSON
          </Button>
          <Button onClick={() => file.current?.click()}>Import JSON</Button>
          <input
            ref={file}
            type="file"
            accept="application/json,.json"
            hidden
            aria-label="File with taught fields"
            onChange={(event) => {
              const input = event.currentTarget;
              // Emptied afterwards, so that the same file can be chosen again once it was corrected.
              void read(input.files?.[0]).finally(() => {
                input.value = '';
              });
            }}
          />
        </div>
      </header>
      {taught.length === 0 ? (
        <p class="bb-hint">
          Nobody has pointed at a field yet. “Show me” stands above at each field that is not found.
        </p>
      ) : (
        <ul class="bb-names" aria-label="List of taught fields">
          {taught.map((one) => (
            <li key={`${one.field} ${one.site} ${one.taughtAt}`}>
              <div>
                <strong>{fieldTitle(one.field)}</strong>
                <NamesLine names={one} />
                <p class="bb-hint">
                  {one.site}, <Age at={one.taughtAt} />
                </p>
              </div>
              <Button kind="quiet" onClick={() => void remove(one)}>
                Delete
                <span class="bb-visually-hidden">
                  {' '}
                  {fieldTitle(one.field)} on {one.site}
                </span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div class="bb-answer" aria-live="polite">
        {reported && 'done' in reported && <Notice tone="ok">{reported.done}</Notice>}
        {reported && 'failure' in reported && <FailureNotice failure={reported.failure} />}
      </div>
    </section>
  );
}

function isSame(a: TaughtSelector, b: TaughtSelector): boolean {
  return a.field === b.field && a.site === b.site && a.taughtAt === b.taughtAt;
}
