import { useState } from 'preact/hooks';
import { Button } from './button.tsx';
import { COPIED, COPY, NOT_COPIED } from './texts.ts';

interface CopyButtonProps {
  /** What is copied. */
  text: string;
  /** Of the button, e.g. `Copy all rights`; its name by ear is that with `name`. */
  label?: string;
  /** What a screen reader says after the label: which of many. */
  name?: string;
}

/** Puts a text on the clipboard, and says that it is there. */
export function CopyButton({ text, label = COPY, name }: CopyButtonProps) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    const done = await navigator.clipboard.writeText(text).then(
      () => COPIED,
      () => NOT_COPIED,
    );
    setSaid(done);
  };
  return (
    <>
      <Button kind="quiet" label={name && `${label} ${name}`} onClick={() => void copy()}>
        {label}
      </Button>
      <span class="bb-hint" role="status">
        {said}
      </span>
    </>
  );
}
