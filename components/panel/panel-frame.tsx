import type { ComponentChildren, Ref, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../ui/button.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import type { PanelPlace } from './placement.ts';
import { ResizeHandle } from './resize-handle.tsx';
import * as FRAME from './texts/frame.ts';

/** What lib/features/panel/docked-panel.ts knows: whether it is open, and where. */
export interface DockProps {
  /** What the user wants; without room `place` may be a tab all the same. */
  open: boolean;
  place: PanelPlace;
  onToggle(open: boolean): void;
  /** CSS pixels; called for every step of a drag. */
  onResize(width: number): void;
}

export interface PanelFrameProps extends DockProps {
  /** Name of the panel for assistive technology. */
  label: string;
  title: string;
  subtitle: string;
  icon: IconName;
  /** What the icon says. */
  iconWords: string;
  /** Number on the tab; 0: none is shown. */
  badge: number;
  /** What is counted, e.g. `findings`; at 0 the whole, e.g. `No findings`. */
  badgeWords: string;
  /** One word on the tab. */
  tabText: string;
  /** Read out when it changes, whether open or not. */
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
  children: ComponentChildren;
}

/** A panel docked at the right edge; collapsed it is a slim tab there. */
export function PanelFrame(props: PanelFrameProps) {
  const { open, place } = props;
  const isOpen = place.shape === 'open';
  const tab = useRef<HTMLButtonElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(isOpen);
  const focusMoves = useRef(false);
  // Looked at before this drawing: where the focus goes away with what had it, it goes on here and not in ConnectWise's page.
  const hadFocus = hasFocus(body.current) || hasFocus(tab.current);
  useLayoutEffect(() => {
    const changed = wasOpen.current !== isOpen;
    wasOpen.current = isOpen;
    const isLost = hadFocus && (changed || !hasFocus(body.current));
    if (isLost || (changed && focusMoves.current)) (isOpen ? heading.current : tab.current)?.focus();
    if (changed) focusMoves.current = false;
  });
  const toggle = (next: boolean): void => {
    focusMoves.current = true;
    props.onToggle(next);
  };

  return (
    <aside
      class={`panel panel-${isOpen ? 'open' : 'closed'}`}
      aria-label={props.label}
      hidden={place.shape === 'hidden'}
      style={{ top: `${place.top}px`, width: `${place.width}px`, height: `${place.height}px` }}
    >
      <p class="bb-visually-hidden" role="status">
        {props.announcement}
      </p>
      {!isOpen && <Tab {...props} button={tab} onOpen={() => toggle(true)} />}
      {/* Without room it is only hidden: what was ticked and unfolded is still there when it comes back. */}
      {open && (
        <div class="panel-body" data-panel ref={body} hidden={!isOpen}>
          <ResizeHandle place={place} onResize={props.onResize} />
          <Content {...props} body={body} heading={heading} onClose={() => toggle(false)} />
        </div>
      )}
    </aside>
  );
}

function Tab(props: PanelFrameProps & { button: Ref<HTMLButtonElement>; onOpen: () => void }) {
  const { label, tabText, iconWords, badge, badgeWords, place } = props;
  const why = place.noRoom && FRAME.noRoom[place.noRoom];
  return (
    <button
      type="button"
      class="tab"
      data-panel
      ref={props.button}
      aria-expanded="false"
      title={why ?? `${props.title}: ${iconWords}`}
      onClick={props.onOpen}
    >
      <Icon name={props.icon} />
      {/* The name is made of what is seen and what is only read out: speaking the visible words presses it. */}
      <span class="bb-visually-hidden">{FRAME.openTab(label)}</span>
      <span class="tab-text">{tabText}</span>
      <span class="bb-visually-hidden">: {iconWords}. </span>
      {badge > 0 && <span class="badge">{badge > 99 ? '99+' : badge}</span>}
      <span class="bb-visually-hidden">
        {' '}
        {badgeWords}
        {why && `. ${why}`}
      </span>
    </button>
  );
}

interface ContentProps extends PanelFrameProps {
  body: RefObject<HTMLElement | null>;
  heading: Ref<HTMLHeadingElement>;
  onClose: () => void;
}

function Content(props: ContentProps) {
  const { label, title, onEscape, onClose, body } = props;
  /** One of the two scrolls, by how high the panel is. */
  const main = useRef<HTMLDivElement>(null);
  const scroll = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Escape works from anywhere inside, so it is listened to on the container, which is no control itself.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !onEscape?.()) onClose();
    };
    const element = body.current;
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  });
  useEffect(() => {
    // What just came stands at the top.
    for (const { current } of [main, scroll]) if (current) current.scrollTop = 0;
  }, [props.scrollKey]);
  return (
    <>
      <header class="panel-head">
        <Icon name={props.icon} />
        <div class="grow">
          <h2 tabIndex={-1} ref={props.heading} title={title}>
            {title}
          </h2>
          <p class="bb-hint">{props.subtitle}</p>
        </div>
        {props.actions}
        <Button kind="icon" expanded label={FRAME.collapse(label)} title={FRAME.collapseTitle} onClick={onClose}>
          ›
        </Button>
      </header>
      <div class="panel-main" ref={main}>
        <div class="panel-scroll" ref={scroll} aria-busy={props.busy ?? false}>
          {props.children}
        </div>
        {props.footer}
      </div>
    </>
  );
}

function hasFocus(element: Element | null): boolean {
  // Our shadow root, or a document.
  const root: (Node & { activeElement?: Element | null }) | undefined = element?.getRootNode();
  return element?.contains(root?.activeElement ?? null) === true;
}
