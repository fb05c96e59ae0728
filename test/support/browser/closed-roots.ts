import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { LAYER } from '../../../lib/content/layer-host.ts';

/**
 * Lets tests look into the layer's closed shadow root. The browser's debugger alone can do that: it gives the root to the test's
 * own view of the page as `shadowRoot`, as if it were open. The extension is not changed by it; a page without the debugger has
 * no way in, which the tests of a hostile page show (they open their pages without this).
 */
export async function openClosedRoots(context: BrowserContext): Promise<void> {
  const looks = new WeakMap<Page, Promise<PageView>>();
  const viewOf = (page: Page): Promise<PageView> => {
    const known = looks.get(page) ?? viewPage(page);
    looks.set(page, known);
    return known;
  };
  await context.exposeBinding('__layerArrived', async ({ page, frame }) => {
    if (frame !== page.mainFrame()) return;
    await (await viewOf(page)).openLayer().catch(() => undefined);
  });
  await context.addInitScript((layer) => {
    if (window.top !== window || location.protocol !== 'https:') return;
    const arrived = (nodes: NodeList) => {
      for (const node of nodes) {
        if (node instanceof Element && node.matches(layer))
          void (window as unknown as { __layerArrived(): Promise<void> }).__layerArrived();
      }
    };
    const watch = () =>
      new MutationObserver((records) => {
        for (const { addedNodes } of records) arrived(addedNodes);
      }).observe(document.documentElement, { childList: true });
    if (document.documentElement) watch();
    else
      new MutationObserver((_, observer) => {
        if (!document.documentElement) return;
        observer.disconnect();
        watch();
      }).observe(document, { childList: true });
  }, LAYER);
}

interface PageView {
  openLayer(): Promise<void>;
}

/** The page's own world, and the one in which Playwright finds elements. */
async function viewPage(page: Page): Promise<PageView> {
  const session = await page.context().newCDPSession(page);
  const worlds = new Map<number, string>();
  session.on('Runtime.executionContextCreated', ({ context }) => {
    const { frameId, isDefault } = (context.auxData ?? {}) as { frameId?: string; isDefault?: boolean };
    const isOurs = isDefault === true || context.name.startsWith('__playwright_utility_world');
    if (isOurs && frameId !== undefined) worlds.set(context.id, frameId);
  });
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => worlds.delete(executionContextId));
  session.on('Runtime.executionContextsCleared', () => worlds.clear());
  await session.send('DOM.enable');
  await session.send('Runtime.enable');
  return {
    async openLayer() {
      const { frameTree } = await session.send('Page.getFrameTree');
      const { root } = await session.send('DOM.getDocument', { depth: 1 });
      const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: LAYER });
      for (const nodeId of nodeIds) {
        const { node } = await session.send('DOM.describeNode', { nodeId, pierce: true, depth: 1 });
        const [shadow] = node.shadowRoots ?? [];
        if (!shadow) continue;
        for (const [world, frameId] of worlds) {
          if (frameId === frameTree.frame.id) await giveRoot(session, world, node.backendNodeId, shadow.backendNodeId);
        }
      }
    },
  };
}

async function giveRoot(session: CDPSession, world: number, host: number, root: number): Promise<void> {
  const resolve = async (backendNodeId: number) =>
    (await session.send('DOM.resolveNode', { backendNodeId, executionContextId: world })).object.objectId;
  const [hostObject, rootObject] = [await resolve(host), await resolve(root)];
  if (hostObject === undefined || rootObject === undefined) return;
  await session.send('Runtime.callFunctionOn', {
    objectId: hostObject,
    functionDeclaration: `function (root) { Object.defineProperty(this, 'shadowRoot', { value: root, configurable: true }); }`,
    arguments: [{ objectId: rootObject }],
  });
}
