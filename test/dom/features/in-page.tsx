import { vi } from 'vitest';
import type { Send } from '../../../lib/content/feature.ts';
import { LAYER_TAG } from '../../../lib/content/layer.ts';
import { startContent } from '../../../lib/content/start.ts';
import { EMPTY_IN_PAGE_CONFIG, type InPageConfig, type PanelMemory } from '../../../lib/domain/in-page-config.ts';
import { createFeatures } from '../../../lib/features/index.ts';
import { createShared } from '../../../lib/features/page-feature.ts';
import { readLocation } from '../../../lib/host/location.ts';
import { readScreen } from '../../../lib/host/screens.ts';
import { fieldTable } from '../../../lib/host/selectors.ts';
import { silentLog } from '../../../lib/shared/log.ts';
import { NOW } from '../../support/builders/company-views.ts';

export type Answers = Partial<Record<string, (input: never) => unknown>>;

/** All features on a page that the test builds, with a worker that the test plays. */
export function runFeatures(answers: Answers, hash: string, setup: InPageConfig = EMPTY_IN_PAGE_CONFIG) {
  const stop = new AbortController();
  const asked: { name: string; input: unknown }[] = [];
  const send = async (name: string, input: unknown): Promise<unknown> => {
    asked.push({ name, input });
    const answer = answers[name] as ((input: unknown) => unknown) | undefined;
    const failure = { code: 'not-connected', message: `No answer to ${name}.`, nextStep: 'None.' };
    // An answer that throws is a failure as a value: the worker's messages never reject.
    try {
      return answer ? { ok: true, value: answer(input) } : { ok: false, failure };
    } catch {
      return { ok: false, failure };
    }
  };
  const error = vi.fn();
  const remembered: PanelMemory[] = [];
  let look = (): void => {};
  startContent({
    page: document,
    features: createFeatures(),
    readScreen: () =>
      readScreen(
        document,
        readLocation(`https://na.myconnectwise.net/x?locale=en_US${hash}`),
        fieldTable(setup.selectors),
      ),
    watch(_, onLook) {
      look = onLook;
      onLook();
      return { soon: onLook };
    },
    send: send as Send,
    shared: createShared({ get: () => setup.panel, set: (panel) => remembered.push(panel) }),
    isOff: (id) => setup.featuresOff.includes(id),
    css: '',
    log: { ...silentLog, error },
    clock: () => NOW,
    signal: stop.signal,
    isAlive: () => true,
    fromUser: () => true,
  });
  const root = () => document.querySelector(LAYER_TAG)?.shadowRoot ?? undefined;
  return {
    asked,
    remembered,
    error,
    stop: () => stop.abort(),
    look: () => look(),
    root,
    names: () => asked.map(({ name }) => name),
    text: () => root()?.textContent ?? '',
    mark: (field: string) =>
      root()?.querySelector<HTMLElement>(`[aria-label="Backup Bridge on ${field}"]`) ?? undefined,
    press(within: ParentNode | undefined, label: string) {
      const buttons = [...(within?.querySelectorAll('button') ?? [])];
      const found = buttons.find((button) => (button.getAttribute('aria-label') ?? button.textContent) === label);
      if (!found) throw new Error(`No button ${label} among ${buttons.map((b) => b.textContent).join(', ')}`);
      found.click();
    },
    go(next: string) {
      hash = next;
      look();
    },
  };
}

/** A plain hash as ConnectWise accepts it, with the record ids nested. */
export function hashOf(...recordIds: number[]): string {
  const state = recordIds.reduceRight<object>((inner, rd) => ({ rd, p_1: inner }), {});
  return `#startscreen=x&state=${encodeURIComponent(JSON.stringify({ p: 'x', s: { p: state } }))}`;
}
