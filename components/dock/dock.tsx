import type { ComponentChildren, Ref } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { RecordSummary } from '../../lib/domain/panel-record.ts';
import { HEALTH_WORDS } from '../panel/texts/health.ts';
import { Button } from '../ui/button.tsx';
import { healthIcon, Icon } from '../ui/icon.tsx';
import type { PanelPlace } from './placement.ts';
import { ResizeHandle } from './resize-handle.tsx';
import * as DOCK from './texts.ts';

export interface DockProps {
  /** What the user wants; without room `place` may be a tab all the same. */
  open: boolean;
  place: PanelPlace;
  /** What the collapsed tab says; null: not known yet. */
  summary: RecordSummary | null;
  /** Address of the panel page with its token; null: not requested yet. */
  address: string | null;
  /** The page does not let the frame appear, as it seems: the frame is kept, hidden. */
  isRefused: boolean;
  onToggle(open: boolean): void;
  /** CSS pixels; called for every step of a drag. */
  onResize(width: number): void;
  onOpenWindow(): void;
  /** The frame has loaded a page; a page that moves our layer makes it load again. */
  onFrameLoad(): void;
}

/**
 * Where the panel is docked at the right edge of ConnectWise's page: a slim tab, or the frame that shows our own page. It holds
 * no customer's data but the number of findings.
 */
export function Dock(props: DockProps) {
  const { open, place, address } = props;
  const isOpen = place.shape === 'open';
  const tab = useRef<HTMLButtonElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(isOpen);
  const focusMoves = useRef(false);
  // Looked at before this drawing: where the focus goes away with what had it, it goes on here and not in ConnectWise's page.
  const hadFocus = hasFocus(body.current);
  useLayoutEffect(() => {
    const changed = wasOpen.current !== isOpen;
    wasOpen.current = isOpen;
    if (changed && (focusMoves.current || hadFocus)) (isOpen ? frame.current : tab.current)?.focus();
    if (changed) focusMoves.current = false;
  });
  const toggle = (next: boolean): void => {
    focusMoves.current = true;
    props.onToggle(next);
  };
  useEffect(() => {
    // Escape in the frame is the frame's own; here it comes from the resize handle. Listened to on the container, which is no control.
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') toggle(false);
    };
    const element = body.current;
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  });
  return (
    <aside
      class={`panel panel-${isOpen ? 'open' : 'closed'}`}
      aria-label={DOCK.label}
      hidden={place.shape === 'hidden'}
      style={{ top: `${place.top}px`, width: `${place.width}px`, height: `${place.height}px` }}
    >
      {!isOpen && <Tab {...props} button={tab} onOpen={() => toggle(true)} />}
      {/* Without room it is only hidden: what was ticked and unfolded is still there when it comes back. */}
      {(open || address !== null) && (
        <div class="panel-body" data-panel ref={body} hidden={!isOpen}>
          <ResizeHandle place={place} onResize={props.onResize} />
          {props.isRefused && (
            <Refused>
              <Button kind="primary" onClick={props.onOpenWindow}>
                {DOCK.openWindow}
              </Button>
              <Button onClick={() => toggle(false)}>{DOCK.collapse}</Button>
            </Refused>
          )}
          {/* Kept when it seems refused: on a busy machine it only begins late. */}
          {address !== null && (
            <iframe
              class="panel-page"
              src={address}
              title={DOCK.label}
              hidden={props.isRefused}
              ref={frame}
              onLoad={props.onFrameLoad}
            />
          )}
        </div>
      )}
    </aside>
  );
}

/** Whether the focus is in an element of our root; a frame has it as a whole. */
function hasFocus(element: Element | null): boolean {
  const root: (Node & { activeElement?: Element | null }) | undefined = element?.getRootNode();
  return element?.contains(root?.activeElement ?? null) === true;
}

function Refused({ children }: { children: ComponentChildren }) {
  return (
    <div class="panel-refused" role="status">
      <p class="bb-strong">{DOCK.refused}</p>
      <p class="bb-muted">{DOCK.refusedWhy}</p>
      <div class="bb-actions">{children}</div>
    </div>
  );
}

function Tab({ place, summary, button, onOpen }: DockProps & { button: Ref<HTMLButtonElement>; onOpen: () => void }) {
  const why = place.noRoom && DOCK.noRoom[place.noRoom];
  const findings = summary?.findings ?? 0;
  const state = summary?.state ?? 'unknown';
  return (
    <button
      type="button"
      class="tab"
      data-panel
      ref={button}
      aria-expanded="false"
      title={why ?? DOCK.state(HEALTH_WORDS[state])}
      onClick={onOpen}
    >
      <Icon name={healthIcon(state)} />
      {/* The name is made of what is seen and what is only read out: speaking the visible words presses it. */}
      <span class="bb-visually-hidden">{DOCK.openTab}</span>
      <span class="tab-text">{DOCK.tab}</span>
      <span class="bb-visually-hidden">: {HEALTH_WORDS[state]}. </span>
      {findings > 0 && <span class="badge">{findings > 99 ? '99+' : findings}</span>}
      <span class="bb-visually-hidden">
        {' '}
        {DOCK.findings(findings)}
        {why && `. ${why}`}
      </span>
    </button>
  );
}
