import { LAYER } from '../../../lib/content/layer-host.ts';
import type { Bidi, BidiEvent } from './bidi.ts';

const CHANNEL = 'backup-bridge-layer';

interface SerializedNode {
  sharedId?: string;
  value?: { shadowRoot?: { sharedId?: string } | null };
}

/** Lets pages report our layer when it arrives: a script message that `isLayerArrival` knows. */
export async function reportLayers(bidi: Bidi): Promise<void> {
  await bidi.send('script.addPreloadScript', {
    functionDeclaration: WATCH,
    arguments: [{ type: 'channel', value: { channel: CHANNEL } }],
  });
}

/** The page in which our layer has arrived; undefined: the event is about something else. */
export function pageOfLayer({ method, params }: BidiEvent): string | undefined {
  if (method !== 'script.message' || params.channel !== CHANNEL) return undefined;
  return (params.source as { context?: string }).context;
}

/**
 * Gives scripts in the page the layer's closed root as `shadowRoot`, as if it were open. The page itself has no way in.
 * @param sandbox another world than the page's own
 */
export async function openLayer(bidi: Bidi, context: string, sandbox?: string): Promise<void> {
  const call = { target: { context, ...(sandbox && { sandbox }) }, awaitPromise: false };
  const { result } = await bidi.send<{ result?: SerializedNode }>('script.callFunction', {
    ...call,
    functionDeclaration: `() => document.querySelector('${LAYER}')`,
    serializationOptions: { includeShadowTree: 'all', maxDomDepth: 1 },
  });
  const root = result?.value?.shadowRoot?.sharedId;
  if (result?.sharedId === undefined || root === undefined) return;
  await bidi.send('script.callFunction', {
    ...call,
    functionDeclaration: `(host, root) => {
      Object.defineProperty(host, 'shadowRoot', { value: root, configurable: true });
    }`,
    arguments: [{ sharedId: result.sharedId }, { sharedId: root }],
  });
}

/** Runs in each document before its own scripts. */
const WATCH = `(arrived) => {
  if (window.top !== window || location.protocol !== 'https:') return;
  new MutationObserver((records) => {
    for (const { addedNodes } of records)
      for (const node of addedNodes) if (node.nodeType === 1 && node.matches('${LAYER}')) arrived('');
  }).observe(document, { childList: true, subtree: true });
}`;
