import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { WindowTask } from '../../lib/domain/panel-record.ts';
import { Button } from '../ui/button.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import * as FRAME from './texts/frame.ts';

/** How the panel is shown: docked inside ConnectWise, or in a window of our own. */
export interface PanelHost {
  /** Money and bulk are decided in our own window only (docs/reference/trust.md). */
  mayDecide: boolean;
  /** Opens what is on hold in a window of our own; absent: this is one. */
  onOpenWindow?: ((task?: WindowTask) => void) | undefined;
  /** Opens the page where what is missing is connected; absent: a link does. */
  onConnect?: (() => void) | undefined;
  /** Absent: a window cannot be collapsed. */
  onCollapse?: (() => void) | undefined;
  pin?: { isPinned: boolean; onChange(pinned: boolean): void } | undefined;
}

export interface PanelShellProps {
  host: PanelHost;
  title: string;
  subtitle: string;
  icon: IconName;
  /** Read out when it changes. */
  announcement: string;
  /** Something is being read; what is shown is from before. */
  busy?: boolean;
  /** Buttons in the head. */
  actions?: ComponentChildren;
  footer?: ComponentChildren;
  /** True: the key was used for something inside, and the panel stays open. */
  onEscape?: () => boolean;
  /** When it changes, the content scrolls back to its top. */
  scrollKey?: string;
  /** What just failed, in words that are at the top; undefined: nothing. */
  failed?: string | undefined;
  children: ComponentChildren;
}

/** The panel as a page: head, what there is to know, foot. */
export function PanelShell(props: PanelShellProps) {
  const { title, host, onEscape } = props;
  /** One of the two scrolls, by how high the panel is. */
  const main = useRef<HTMLDivElement>(null);
  const scroll = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !onEscape?.()) host.onCollapse?.();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });
  useEffect(() => {
    // The frame was given the focus: by keyboard or ear, the user lands on what it is about. By a pointer they land where they press.
    let isPressed = false;
    const onPress = () => {
      isPressed = true;
    };
    const onRelease = () => {
      isPressed = false;
    };
    const onFocus = () => {
      if (!isPressed && document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
    };
    addEventListener('pointerdown', onPress, true);
    addEventListener('pointerup', onRelease, true);
    addEventListener('pointercancel', onRelease, true);
    if (document.hasFocus()) onFocus();
    addEventListener('focus', onFocus);
    return () => {
      removeEventListener('focus', onFocus);
      removeEventListener('pointerdown', onPress, true);
      removeEventListener('pointerup', onRelease, true);
      removeEventListener('pointercancel', onRelease, true);
    };
  }, []);
  // Looked at before this drawing: where the focus goes away with what had it, it goes on at the heading.
  const hadFocus = document.activeElement !== document.body;
  useLayoutEffect(() => {
    if (hadFocus && document.activeElement === document.body) heading.current?.focus();
  });
  const showTop = (): void => {
    for (const { current } of [main, scroll]) if (current) current.scrollTop = 0;
  };
  // What just came is at the top.
  useEffect(showTop, [props.scrollKey]);
  useEffect(() => {
    if (props.failed !== undefined) showTop();
  }, [props.failed]);
  return (
    <div class="panel-content">
      <p class="bb-visually-hidden" role="status">
        {props.announcement}
      </p>
      <header class="panel-head">
        <h1 class="bb-visually-hidden">{FRAME.label}</h1>
        <Icon name={props.icon} />
        <div class="grow">
          <h2 tabIndex={-1} ref={heading} title={title}>
            {title}
          </h2>
          <p class="bb-hint">{props.subtitle}</p>
        </div>
        {props.actions}
        {host.onOpenWindow && (
          <Button kind="icon" label={FRAME.openWindow} title={FRAME.openWindow} onClick={() => host.onOpenWindow?.()}>
            <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
              <path
                d="M6.5 3.5h-4v10h10v-4M9 2.5h4.5V7M13 3 7.5 8.5"
                fill="none"
                stroke="currentColor"
                stroke-width="1.4"
              />
            </svg>
          </Button>
        )}
        <PinButton pin={host.pin} />
        {host.onCollapse && (
          <Button kind="icon" expanded label={FRAME.collapse} title={FRAME.collapseTitle} onClick={host.onCollapse}>
            ›
          </Button>
        )}
      </header>
      <main class="panel-main" ref={main}>
        <div class="panel-scroll" ref={scroll} aria-busy={props.busy ?? false}>
          {props.children}
        </div>
        {props.footer}
      </main>
    </div>
  );
}

function PinButton({ pin }: Pick<PanelHost, 'pin'>) {
  if (!pin) return null;
  const { isPinned, onChange } = pin;
  return (
    <button
      type="button"
      class="bb-button bb-button-icon pin"
      aria-pressed={isPinned}
      aria-label={FRAME.pin}
      title={isPinned ? FRAME.pinned : FRAME.pin}
      onClick={() => onChange(!isPinned)}
    >
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path
          d="M5.5 1.5h5M6.5 1.5v5L4 9.5h8L9.5 6.5v-5M8 9.5v5"
          fill={isPinned ? 'currentColor' : 'none'}
          stroke="currentColor"
          stroke-width="1.4"
          stroke-linejoin="round"
          stroke-linecap="round"
        />
      </svg>
    </button>
  );
}
