import type { ComponentChild } from 'preact';
import { Outline, TeachCard, type TeachStep } from '../../../components/teach/teach-card.tsx';
import type { Send } from '../../content/feature.ts';
import { createLayer } from '../../content/layer.ts';
import { type FieldName, fieldTitle } from '../../domain/page-fields.ts';
import type { ScreenId } from '../../domain/page-screens.ts';
import { rectInTop } from '../../host/documents.ts';
import type { FieldTable } from '../../host/selectors.ts';
import type { LearnedSelector } from '../../host/teach.ts';
import { learn } from './learn.ts';
import { pickElement } from './pick.ts';

export interface TeachParts {
  page: Document;
  css: string;
  fields(): FieldTable;
  /** The screen that is open, kept with what is taught. */
  screen(): ScreenId | null;
  send: Send;
  /** Called when something new was stored. */
  onTaught(): void;
  /** False once the extension was updated or removed under this page. */
  isAlive(): boolean;
  fromUser?: (event: Event) => boolean;
}

const TICK_MS = 250;

/** Lets the user point at one field of this page and stores what it is found by. Everything is gone when the signal aborts. */
export function teach(field: FieldName, parts: TeachParts, outer: AbortSignal): void {
  const stop = new AbortController();
  const signal = AbortSignal.any([outer, stop.signal]);
  const layer = createLayer(parts.page, parts.css, signal, parts.fromUser);
  const place = layer.place('teach', signal);
  const host = place.element.getRootNode();
  let focused: Element | null = null;
  let step: TeachStep = { is: 'point' };
  let shown: Element | null = null;
  let pointing = new AbortController();
  let lookForFrames = (): void => {};

  const draw = (): void => {
    const rect = shown?.isConnected ? rectInTop(shown) : null;
    const card: ComponentChild = (
      <>
        {rect && step.is !== 'done' && <Outline rect={rect} />}
        <TeachCard field={fieldTitle(field)} step={step} onUse={() => void use()} onAgain={point} onEnd={end} />
      </>
    );
    place.show(card);
  };
  const go = (next: TeachStep): void => {
    step = next;
    if (!signal.aborted) draw();
  };
  /** The user goes on where they were before the card took the focus. */
  const giveFocusBack = (): void => {
    const isHere = host instanceof ShadowRoot && parts.page.activeElement === host.host;
    if (isHere && focused && 'focus' in focused && typeof focused.focus === 'function')
      focused.focus({ preventScroll: true });
  };
  const end = (): void => {
    giveFocusBack();
    stop.abort();
  };

  let learned: LearnedSelector | null = null;
  const point = (): void => {
    giveFocusBack();
    learned = null;
    shown = null;
    pointing = new AbortController();
    lookForFrames = pickElement(parts.page, AbortSignal.any([signal, pointing.signal]), {
      isOurs: (event) => event.composedPath().includes(host),
      onHover: (element) => {
        shown = element;
        draw();
      },
      onPick: take,
      onCancel: end,
    });
    go({ is: 'point' });
  };
  const take = (element: Element): void => {
    pointing.abort();
    focused = parts.page.activeElement;
    shown = element;
    const result = learn(parts.page, parts.fields(), field, element);
    learned = result.is === 'learned' ? result.learned : null;
    go(result.is === 'learned' ? { is: 'ask', by: result.by, saving: false } : result);
  };
  const use = async (): Promise<void> => {
    if (!learned || step.is !== 'ask' || step.saving) return;
    go({ ...step, saving: true });
    const answer = await parts.send('page.teach', { field, screen: parts.screen(), ...learned });
    if (!answer.ok) return go({ is: 'refused', why: answer.failure.message, next: answer.failure.nextStep });
    go({ is: 'done' });
    parts.onTaught();
  };

  const onEscape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && step.is !== 'point') end();
  };
  place.element.addEventListener('keydown', onEscape, { signal });
  const timer = setInterval(() => {
    if (!parts.isAlive()) return stop.abort();
    if (step.is === 'point') lookForFrames();
    if (shown) draw();
  }, TICK_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
  point();
}
