import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Send } from '../../../lib/content/feature.ts';
import { LAYER } from '../../../lib/content/layer-host.ts';
import { EMPTY_IN_PAGE_CONFIG, type InPageConfig } from '../../../lib/domain/in-page-config.ts';
import type { ScreenReport } from '../../../lib/domain/page-report.ts';
import { createInPageConfigReader } from '../../../lib/features/in-page-config.ts';
import { loadFeaturesOnKnownScreens } from '../../../lib/features/load-features.ts';
import { runFeatures } from '../../../lib/features/run-features.ts';
import { runTools } from '../../../lib/features/run-tools.ts';
import { claim, publish } from '../../../lib/features/script-handoff.ts';
import type { TabInput, TabMessageName, TabOutput } from '../../../lib/messages/protocol.ts';
import { layerRoot } from '../../support/layer-root.ts';
import { additionForm, input, layOut, pod, row } from '../host/page.ts';

let undo: () => void;
let stop: AbortController;
beforeEach(() => {
  undo = layOut();
  stop = new AbortController();
  fakeBrowser.reset();
});
afterEach(() => {
  stop.abort();
  claim('features');
  claim('tools');
  undo();
  document.body.innerHTML = '';
});

/** Sends a message to the scripts in this page as the worker does; undefined without an answer. */
async function askTab<N extends TabMessageName>(name: N, message: TabInput<N>) {
  const listening = fakeBrowser.runtime.onMessage.trigger as (...args: unknown[]) => Promise<unknown[]>;
  const heard = await listening({ to: 'tab', name, input: message }, { id: fakeBrowser.runtime.id });
  const answer = heard.find((one) => one !== undefined);
  return answer as TabOutput<N> | undefined;
}
/** A worker that keeps what is taught. */
function worker(setup: InPageConfig = EMPTY_IN_PAGE_CONFIG) {
  const kept = { setup, taught: [] as unknown[] };
  const send = vi.fn(async (name: string, message: { field: string; labels: string[] }) => {
    if (name === 'page.teach') {
      kept.taught.push(message);
      kept.setup = { ...kept.setup, selectors: { [message.field]: { labels: message.labels } } };
    }
    if (name === 'page.setup' || name === 'page.teach') return { ok: true, value: kept.setup };
    return { ok: false, failure: { code: 'not-connected', message: `No answer to ${name}.`, nextStep: '' } };
  });
  return { kept, send: send as unknown as Send };
}
const life = () => ({ signal: stop.signal, isValid: true });
const layers = () => document.querySelectorAll(LAYER);

describe('the tools in a page', () => {
  it('return the structure of the screen, without its values', async () => {
    document.body.innerHTML = additionForm();
    runTools(publish(life()), worker().send);
    const answer = await askTab('tab.diagnose', {});
    expect(answer?.text).toContain('SerialNumber');
    expect(answer?.text).not.toContain('EFS-342');
    expect(layers()).toHaveLength(0);
  });

  it('let the user point at a field; the last request counts, and all ends with the life', async () => {
    runTools(publish(life()), worker().send);
    expect(await askTab('tab.teach', { field: 'managedId' })).toEqual({ ready: true });
    expect(await askTab('tab.teach', { field: 'deviceType' })).toEqual({ ready: true });
    expect(layers()).toHaveLength(1);
    expect(layerRoot(layers()[0] ?? null)?.textContent).toContain('Click on the field Device Type.');
    stop.abort();
    expect(layers()).toHaveLength(0);
    expect(await askTab('tab.teach', { field: 'managedId' })).toBeUndefined();
  });

  it('make a taught field available to the other scripts at once', async () => {
    document.body.innerHTML = pod(row('Geräte-ID', input('EFS-342')));
    const { send, kept } = worker();
    const left = publish(life());
    runTools(left, send);
    const onChange = vi.fn();
    const features = createInPageConfigReader({
      page: document,
      send,
      signal: stop.signal,
      onChange,
      changed: left.configChanged,
    });
    await features.read;
    await askTab('tab.teach', { field: 'managedId' });
    document.querySelector('input')?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    const use = layerRoot(layers()[0] ?? null)?.querySelector<HTMLButtonElement>('.bb-button-primary');
    expect(use?.textContent).toBe('Use it');
    // Only a user's press counts; a script of the page cannot teach.
    use?.click();
    expect(kept.taught).toEqual([]);
    const press = new MouseEvent('click', { bubbles: true, cancelable: true, composed: true });
    Object.defineProperty(press, 'isTrusted', { value: true });
    use?.dispatchEvent(press);
    await vi.waitFor(() => expect(onChange).toHaveBeenCalled());
    expect(kept.taught).toEqual([{ field: 'managedId', screen: null, labels: ['Geräte-ID'], classes: [] }]);
    expect(features.fields().managedId.override?.labels).toEqual(['Geräte-ID']);
  });
});

describe('the self-check of a page', () => {
  it('comes from the first stage where no screen is known', async () => {
    document.body.innerHTML = '<p>A service board</p>';
    loadFeaturesOnKnownScreens(life(), worker().send);
    const report = (await askTab('tab.check', {})) as ScreenReport;
    expect(report).toMatchObject({ screen: null, sure: false, features: [] });
  });

  it('comes from the features with what each of them does, switched off ones too', async () => {
    document.body.innerHTML = additionForm();
    const { send } = worker({ ...EMPTY_IN_PAGE_CONFIG, featuresOff: ['addition-check'] });
    runFeatures(publish(life()), send);
    await vi.waitFor(async () => {
      const report = (await askTab('tab.check', {})) as ScreenReport;
      expect(report.features.find(({ id }) => id === 'addition-check')?.state).toBe('off');
      expect(report.fields).toContainEqual({ field: 'serialNumber', found: 'label' });
    });
    stop.abort();
    expect(await askTab('tab.check', {})).toBeUndefined();
  });
});
