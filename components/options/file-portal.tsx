import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ConnectionView } from '../../lib/messages/protocol.ts';
import { send } from '../../lib/messages/send.ts';
import { STATE_TONES, stateWords } from '../connection/texts.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceField, Switch, TextField } from '../ui/field.tsx';
import { FailureNotice, Notice } from '../ui/notice.tsx';
import { Progress } from '../ui/progress.tsx';
import { useRequest } from '../ui/use-request.ts';
import { FileColumns } from './file-columns.tsx';
import './file-import.css';
import { FileDrop } from './file-drop.tsx';
import { FilePreview } from './file-preview.tsx';
import { LastImport } from './last-import.tsx';
import { PORTAL_FORM } from './texts/connections.ts';
import { issueWords, FILE_IMPORT as TEXTS } from './texts/file-import.ts';
import { type ReadFile, useFileImport } from './use-file-import.ts';

interface Props {
  stored: ConnectionView['portal'];
  state?: ConnectionView['states']['portal'] | undefined;
  onSaved: () => void;
  /** The choice of the kind of portal. */
  children: ComponentChildren;
}

const LONGEST_NAME = 60;

/** A file in place of a portal: chosen, understood, looked at, imported. It has neither address nor key. */
export function FilePortal({ stored, state, onSaved, children }: Props) {
  const current = useRequest(() => send('file.view', {}));
  const [name, setName] = useState(stored?.file?.name ?? TEXTS.name.initial);
  const done = () => {
    current.reload();
    onSaved();
  };
  const { work, failure, read, imported, ...actions } = useFileImport(done);
  const connected = stored?.kind === 'file' ? (current.value ?? null) : null;
  const isReady = read?.understood !== undefined && work === null && name.trim() !== '';
  return (
    <form
      class="bb-card"
      aria-label={PORTAL_FORM.title}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) actions.take(name.trim());
      }}
    >
      <header class="bb-card-head">
        <h2>{PORTAL_FORM.title}</h2>
        {state && <span class={`bb-pill bb-tone-${STATE_TONES[state.state]}`}>{stateWords(state)}</span>}
      </header>
      <div class="bb-fields">
        {children}
        <TextField
          label={TEXTS.name.label}
          hint={TEXTS.name.hint}
          value={name}
          maxLength={LONGEST_NAME}
          onInput={setName}
        />
      </div>
      <p class="bb-hint bb-file-lead">{TEXTS.lead}</p>
      {current.failure && <FailureNotice failure={current.failure} onRetry={current.reload} />}
      {connected && <LastImport current={connected} onRemoved={done} />}
      <FileDrop
        label={labelOf(read !== null, connected !== null)}
        isSmall={read !== null}
        disabled={work?.is === 'importing'}
        onFile={actions.open}
      />
      {work && (
        <p class="bb-file-work">
          {work.is === 'reading' ? TEXTS.reading : TEXTS.importing}
          <Progress label={work.is === 'reading' ? TEXTS.reading : TEXTS.importing} done={work.done} total={1} />
        </p>
      )}
      <div class="bb-answer" aria-live="polite">
        {failure && <FailureNotice failure={failure} />}
        {imported && <Notice tone="ok">{TEXTS.imported(imported.name, imported.customers)}</Notice>}
      </div>
      {read && <Understanding read={read} customersBefore={connected?.counts.customers} {...actions} />}
      {read && (
        <footer class="bb-card-foot">
          {stored && stored.kind !== 'file' && <p class="bb-hint">{TEXTS.replacesPortal}</p>}
          <Button kind="primary" type="submit" busy={work?.is === 'importing'} disabled={!isReady}>
            {TEXTS.import}
          </Button>
        </footer>
      )}
    </form>
  );
}

function labelOf(isChosen: boolean, isImported: boolean): string {
  if (isChosen) return TEXTS.chooseOther;
  return isImported ? TEXTS.replace : TEXTS.choose;
}

interface UnderstandingProps extends Pick<ReturnType<typeof useFileImport>, 'map' | 'openSheet'> {
  read: ReadFile;
  customersBefore: number | undefined;
}

/** How the file is understood; the columns of a known shape are folded away. */
function Understanding({ read, customersBefore, map, openSheet }: UnderstandingProps) {
  const { file, table, mapping, issues, chosen, isRemembered, understood } = read;
  const { sheets = [], sheet = '' } = table;
  return (
    <section class="bb-file-part" aria-label={file.name}>
      <h3>{file.name}</h3>
      {sheets.length > 1 && (
        <ChoiceField
          label={TEXTS.sheet}
          value={sheet}
          choices={sheets.map((one) => ({ value: one, label: one }))}
          onChange={openSheet}
        />
      )}
      {issues.length > 0 && (
        <Notice tone="warning">
          {issues.map((issue) => {
            const header = 'column' in issue ? (mapping.columns[issue.column]?.header ?? '') : '';
            const words = issueWords(issue, header);
            return <p key={words}>{words}</p>;
          })}
        </Notice>
      )}
      <details open={!isRemembered || issues.length > 0}>
        <summary>{TEXTS.columns}</summary>
        <p class="bb-hint">{isRemembered ? TEXTS.remembered : TEXTS.unknownShape}</p>
        <FileColumns table={table} mapping={mapping} chosen={chosen} onChange={map} />
        {mapping.columns.some(({ use }) => use === 'customerId') && (
          <Switch
            label={TEXTS.efsIds.label}
            hint={TEXTS.efsIds.hint}
            checked={mapping.hasEfsIds}
            onChange={(hasEfsIds) => map({ ...mapping, hasEfsIds })}
          />
        )}
      </details>
      {understood && <FilePreview understood={understood} customersBefore={customersBefore} />}
    </section>
  );
}
