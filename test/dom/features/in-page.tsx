import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Send } from '../../../lib/content/feature.ts';
import { startContent } from '../../../lib/content/start.ts';
import { EMPTY_IN_PAGE_CONFIG, type InPageConfig, type PanelMemory } from '../../../lib/domain/in-page-config.ts';
import { createFeatures } from '../../../lib/features/index.ts';
import { createShared } from '../../../lib/features/page-feature.ts';
import { readLocation } from '../../../lib/host/location.ts';
import { readScreen } from '../../../lib/host/screens.ts';
import { fieldTable } from '../../../lib/host/selectors.ts';
import type { Input, TabInput } from '../../../lib/messages/protocol.ts';
import { silentLog } from '../../../lib/shared/log.ts';
import { NOW } from '../../support/builders/company-views.ts';
import { layerRoot } from '../../support/layer-root.ts';
import { type Answers, playWorker } from '../../support/played-worker.ts';

/** All features on a page that the test builds, with a worker that the test plays. */
export function runFeatures(answers: Answers, hash: string, setup: InPageConfig = EMPTY_IN_PAGE_CONFIG) {
  const stop = new AbortController();
  const { asked, send } = playWorker(answers);
  const error = vi.fn();
  const remembered: PanelMemory[] = [];
  let memory = setup.panel;
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
    shared: createShared({
      panelMemory: {
        get: () => memory,
        set(panel) {
          remembered.push(panel);
          memory = panel;
        },
      },
      send: send as Send,
      signal: stop.signal,
    }),
    isOff: (id) => setup.featuresOff.includes(id),
    css: '',
    log: { ...silentLog, error },
    clock: () => NOW,
    signal: stop.signal,
    isAlive: () => true,
    fromUser: () => true,
  });
  const root = () => layerRoot();
  return {
    asked,
    remembered,
    error,
    stop: () => stop.abort(),
    look: () => look(),
    root,
    /** What the panel was last asked to show; undefined: nothing yet. */
    shown: () => (asked.findLast(({ name }) => name === 'panel.show')?.input as Input<'panel.show'> | undefined)?.shown,
    /** What the worker passes on from the panel frame. */
    tell: (does: TabInput<'tab.panel'>['does']) =>
      fakeBrowser.runtime.onMessage.trigger(
        { to: 'tab', name: 'tab.panel', input: { does } },
        { id: fakeBrowser.runtime.id },
        () => {},
      ),
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
