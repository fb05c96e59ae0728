export type IconName = 'error' | 'warning' | 'info' | 'ok' | 'quiet';

/** Shape and color both show the severity: color alone would be lost on many people. */
const PATHS: Record<IconName, string> = {
  error: 'M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2zM5.5 5.5l5 5m0-5l-5 5',
  warning: 'M8 1.8L15 14.2H1zM8 6.2v4M8 12v.4',
  info: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM8 7.2v4.3M8 4.5v.4',
  ok: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM4.8 8.3l2.2 2.2 4.2-4.6',
  quiet: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM5 8h6',
};

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`bb-icon bb-tone-${name}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

export function healthIcon(state: string): IconName {
  if (state === 'ok' || state === 'warning' || state === 'error') return state;
  return state === 'never' ? 'error' : 'quiet';
}
