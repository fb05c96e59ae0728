import { useRef, useState } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { FILE_IMPORT as TEXTS } from './texts/file-import.ts';

interface Props {
  /** Of the button. */
  label: string;
  /** Set: a file is shown already. */
  isSmall: boolean;
  disabled: boolean;
  onFile: (file: File) => void;
}

/** Where a file is dropped; the button does the same for who works by keyboard. */
export function FileDrop({ label, isSmall, disabled, onFile }: Props) {
  const [isOver, setIsOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (file && !disabled) onFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is by pointer only; the button inside is for everyone.
    <div
      class={`bb-drop ${isOver ? 'bb-drop-over' : ''} ${isSmall ? 'bb-drop-small' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      {!isSmall && (
        <p>
          <strong>{TEXTS.drop}</strong> {TEXTS.or}
        </p>
      )}
      <Button disabled={disabled} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        class="bb-visually-hidden"
        type="file"
        tabIndex={-1}
        aria-hidden="true"
        accept=".csv,.txt,.tsv,.xlsx,.xls"
        onChange={(event) => {
          take(event.currentTarget.files);
          // So that the same file can be chosen again after it was corrected.
          event.currentTarget.value = '';
        }}
      />
      {!isSmall && <p class="bb-hint">{TEXTS.limits}</p>}
    </div>
  );
}
