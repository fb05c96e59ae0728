import { MINUTE } from '../../lib/shared/time.ts';

/** Hands a file to the browser's downloads. To be called in our own pages only. */
export function saveFile(name: string, type: string, parts: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([...parts], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download may begin after the click was handled.
  setTimeout(() => URL.revokeObjectURL(address), MINUTE);
}
