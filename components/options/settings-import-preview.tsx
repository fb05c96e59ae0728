import type { LeftOutSetting } from '../../lib/domain/settings-file.ts';
import type { SettingsImportView } from '../../lib/messages/protocol.ts';
import { Notice } from '../ui/notice.tsx';
import { settingLabel } from './texts/setting-labels.ts';
import { valueInWords, valuesInWords } from './texts/setting-values.ts';
import { LEFT_OUT, SETTINGS_FILE as TEXTS } from './texts/settings-file.ts';

/** What a settings file would change, and what of it is left out with the reason. */
export function SettingsImportPreview({ name, view }: { name: string; view: SettingsImportView }) {
  const { changes, leftOut, moreLeftOut } = view;
  return (
    <section aria-label={TEXTS.preview(name)}>
      <h3>{TEXTS.preview(name)}</h3>
      <p class="bb-hint">{TEXTS.from(view)}</p>
      {changes.length > 0 && <Changes view={view} />}
      {changes.length === 0 && <Notice tone="info">{leftOut.length === 0 ? TEXTS.nothing : TEXTS.nothingValid}</Notice>}
      {leftOut.length > 0 && (
        <details class="bb-import-left-out" open={changes.length === 0 || leftOut.length <= 10}>
          <summary>{TEXTS.leftOut(leftOut.length + moreLeftOut)}</summary>
          <ul>
            {leftOut.map((part) => (
              <li key={`${part.reason} ${part.path}`}>
                <LeftOut part={part} view={view} />
              </li>
            ))}
          </ul>
          {moreLeftOut > 0 && <p class="bb-hint">{TEXTS.more(moreLeftOut)}</p>}
        </details>
      )}
    </section>
  );
}

function Changes({ view: { changes, ownTitles } }: { view: SettingsImportView }) {
  return (
    <div class="bb-table-scroll">
      <table class="bb-table bb-import-changes" aria-label={TEXTS.changes}>
        <thead>
          <tr>
            {Object.values(TEXTS.heads).map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => {
            const { page, label } = settingLabel(change.path, ownTitles);
            const { before, after } = valuesInWords(change.path, change, ownTitles);
            return (
              <tr key={change.path}>
                <th scope="row">
                  {label}
                  <span class="bb-hint"> {page}</span>
                </th>
                <td>
                  <Lines lines={before} />
                </td>
                <td>
                  <Lines lines={after} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <>
      {lines.map((line) => (
        <div key={line}>{line}</div>
      ))}
    </>
  );
}

function LeftOut({ part, view }: { part: LeftOutSetting; view: SettingsImportView }) {
  const { path, reason, value, given, nextStep } = part;
  const { label } = settingLabel(path, view.ownTitles);
  const shown = value ?? (given === undefined ? undefined : valueInWords(path, given, view.ownTitles));
  return (
    <>
      <strong>{label}</strong>
      {shown !== undefined && <span>: {shown}</span>}
      <p class="bb-hint">
        {LEFT_OUT[reason](view)}. {nextStep}
      </p>
    </>
  );
}
