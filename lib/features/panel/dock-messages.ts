import { onTabMessage } from '../../messages/on-tab-message.ts';

export interface DockMessageParts {
  signal: AbortSignal;
  isShown(): boolean;
  /** Whether nothing of the page lies over the frame. */
  attest(): Promise<boolean>;
  onStoredChanged(): void;
  started(): void;
  /** Without `open`: the other way round. */
  toggle(open?: boolean): void;
  pin(pinned: boolean): void;
}

/** What the worker passes on from the panel frame, and the shortcut of the keyboard. */
export function onDockMessages(parts: DockMessageParts): void {
  onTabMessage(
    'tab.panel',
    async ({ does }) => {
      switch (does) {
        case 'attest':
          return { done: await parts.attest() };
        case 'started':
          parts.started();
          break;
        case 'changed':
          parts.onStoredChanged();
          break;
        case 'collapse':
          parts.toggle(false);
          break;
        case 'toggle':
          parts.toggle();
          break;
        default:
          parts.pin(does === 'pin');
      }
      return { done: parts.isShown() };
    },
    parts.signal,
  );
}
