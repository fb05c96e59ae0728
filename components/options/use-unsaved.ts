import { useEffect } from 'preact/hooks';

/**
 * Has the browser ask before the page goes while something that was typed is not saved.
 * @param isUnsaved whether a draft differs from what is stored
 */
export function useUnsaved(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
}
