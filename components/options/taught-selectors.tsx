import { useRef, useState } from 'preact/hooks';
import type { TaughtSelector } from '../../lib/domain/in-page-config.ts';
import { fieldTitle } from '../../lib/domain/page-fields.ts';
import type { Failure } from '../../lib/shared/errors.ts';
import { Age } from '../ui/age.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { saveFile } from '../ui/save-file.ts';
import { NamesLine } from './names-line.tsx';
import { mergeTaught, readTaughtFile, taughtFile } from './taught-file.ts';
import { COMMON } from './texts/common.ts';
import { TAUGHT } from './texts/taught.ts';
import type { InPageForm } from './use-in-page.ts';

type Reported = { done: string } | { failure: Failure } | null;

/** What people pointed at in ConnectWise: looked at, deleted, taken to another browser. */
export function TaughtSelectors({ taught, edit }: { taught: readonly TaughtSelector[]; edit: InPageForm['edit'] }) {
  const [reported, setReported] = useState<Reported>(null);
  const file = useRef<HTMLInputElement>(null);
  const remove = async (gone: TaughtSelector) => {
    const result = await edit((stored) => ({ ...stored, taught: stored.taught.filter((one) => !isSame(one, gone)) }));
    setReported(result.ok ? { done: TAUGHT.deleted(fieldTitle(gone.field), gone.site) } : result);
  };
  const save = () => {
    const name = `backup-bridge-taught-fields-${new Date().toISOString().slice(0, 10)}.json`;
    saveFile(name, 'application/json', [taughtFile(taught)]);
    setReported({ done: TAUGHT.saved(taught.length, name) });
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
    else setReported(result.ok ? { done: TAUGHT.imported(entries.value.length, chosen.name) } : result);
  };
  return (
    <section class="bb-card" aria-label={TAUGHT.heading}>
      <header class="bb-card-head">
        <h2>{TAUGHT.heading}</h2>
        <div class="bb-log-foot">
          <Button disabled={taught.length === 0} onClick={save}>
            {TAUGHT.export}
          </Button>
          <Button onClick={() => file.current?.click()}>{TAUGHT.import}</Button>
          <input
            ref={file}
            type="file"
            accept="application/json,.json"
            hidden
            aria-label={TAUGHT.file}
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
        <p class="bb-hint">{TAUGHT.none}</p>
      ) : (
        <ul class="bb-names" aria-label={TAUGHT.list}>
          {taught.map((one) => (
            <li key={`${one.field} ${one.site} ${one.taughtAt}`}>
              <div>
                <strong>{fieldTitle(one.field)}</strong>
                <NamesLine names={one} />
                <p class="bb-hint">
                  {TAUGHT.siteBefore(one.site)}
                  <Age at={one.taughtAt} />
                </p>
              </div>
              <Button kind="quiet" onClick={() => void remove(one)}>
                {COMMON.delete}
                <span class="bb-visually-hidden"> {TAUGHT.onSite(fieldTitle(one.field), one.site)}</span>
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
