import { describe, expect, it } from 'vitest';
import { readImports, readProduct, type SourceFile, type SourceImport } from './source-tree.ts';

/**
 * Who may import whom (ARCHITECTURE.md, "Imports"). A layer is a folder; everything may import lib/shared, and a layer its
 * own files. `type:` marks what may be imported for its types only: the interfaces that adapters implement.
 */
const LAYERS: Record<string, readonly string[]> = {
  'entrypoints/background.ts': ['lib/background'],
  'entrypoints/connectwise.content': ['lib/features'],
  'entrypoints/connectwise-features.ts': ['lib/features'],
  'entrypoints/connectwise-tools.ts': ['lib/features'],
  // A permission may only be asked for while a click is handled, so the pages themselves ask the browser.
  'entrypoints/options': ['components', 'lib/platform'],
  'entrypoints/welcome': ['components', 'lib/platform'],
  'entrypoints/popup': ['components', 'lib/platform'],
  'entrypoints/panel': ['components', 'lib/messages/to-panels.ts'],
  'lib/background': [
    'lib/sync',
    'lib/setup',
    'lib/portal',
    'lib/connectwise',
    'lib/db',
    'lib/settings',
    'lib/messages',
    'lib/platform',
    'lib/domain',
  ],
  // Runs under Node: nothing of a browser, nor of the extension's worker.
  'lib/runner': ['lib/sync', 'lib/portal', 'lib/connectwise', 'lib/db', 'lib/settings', 'lib/domain'],
  'lib/sync': ['lib/domain'],
  'lib/setup': ['lib/domain', 'type:lib/sync/ports.ts'],
  'lib/portal': ['lib/domain', 'type:lib/sync/ports.ts'],
  'lib/connectwise': ['lib/domain', 'type:lib/sync/ports.ts'],
  'lib/db': ['lib/domain', 'type:lib/sync/store.ts', 'type:lib/sync/cache-store.ts', 'type:lib/sync/log-store.ts'],
  'lib/settings': ['lib/domain'],
  'lib/messages': ['lib/platform', 'lib/domain'],
  'lib/platform': [],
  'lib/features': [
    'lib/content',
    'lib/host',
    'lib/messages/send.ts',
    'lib/messages/on-tab-message.ts',
    'lib/messages/open-panel-frame.ts',
    'type:lib/messages/protocol.ts',
    'components',
    'lib/domain',
  ],
  'lib/content': ['type:lib/messages/protocol.ts'],
  'lib/host': ['lib/domain'],
  'lib/domain': [],
  'lib/shared': [],
  components: [
    'lib/messages/send.ts',
    'lib/messages/on-lock-change.ts',
    'lib/messages/on-policy-change.ts',
    'type:lib/messages/protocol.ts',
    'lib/domain/feature-catalog.ts',
    'lib/domain',
    // A file is read where the user chose it.
    'lib/portal/file/reading',
  ],
};

function layerOf(path: string): string {
  const layer = Object.keys(LAYERS)
    .filter((name) => path === name || path.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length)[0];
  if (!layer)
    throw new Error(
      `${path} is in no layer: put it where it belongs, or add its folder to LAYERS and ARCHITECTURE.md.`,
    );
  return layer;
}

/** Folders of lib/features that help several features and are none themselves. */
const FEATURE_HELPERS: readonly string[] = ['marks', 'panel'];

/**
 * Rooms of lib/sync from the lowest to the highest: a room may import only rooms before it. Files directly in lib/sync are rooms
 * of their own.
 */
const SYNC_ROOMS: readonly string[] = [
  'ports.ts',
  'billing-store.ts',
  'cache-store.ts',
  'usage-store.ts',
  'log-store.ts',
  'store.ts',
  'engine-api.ts',
  'pacing',
  'read',
  'plan',
  'apply',
  'runs',
  'tickets',
  'check',
  'fixes',
  'standby',
  'events',
  'bulk',
  'views',
  'engine.ts',
];
/** How many pairs of sync rooms may know each other. */
const MOST_SYNC_ARROWS = 80;

const within = (path: string, place: string) => path === place || path.startsWith(`${place}/`);

const permits = (place: string, { target, typeOnly }: SourceImport): boolean =>
  place.startsWith('type:') ? typeOnly && within(target, place.slice(5)) : within(target, place);

/** Sentences about every import of a file that its layer does not allow. */
function forbiddenImports(file: SourceFile): string[] {
  const layer = layerOf(file.path);
  const allowed = [...(LAYERS[layer] ?? []), 'lib/shared', layer];
  return file.imports
    .filter(({ own }) => own)
    .filter((imported) => !allowed.some((place) => permits(place, imported)))
    .map(({ target }) => `${file.path} (${layer}) must not import ${target}`);
}

function crossFeatureImports(file: SourceFile): string[] {
  const feature = /^lib\/features\/([^/]+)\//.exec(file.path)?.[1];
  if (!feature) return [];
  return file.imports
    .filter(({ target }) => {
      const other = /^lib\/features\/([^/]+)\//.exec(target)?.[1];
      return other !== undefined && other !== feature && !FEATURE_HELPERS.includes(other);
    })
    .map(({ target }) => `${file.path} must not import another feature: ${target}`);
}

function syncRoomOf(path: string): string | undefined {
  const room = /^lib\/sync\/([^/]+)/.exec(path)?.[1];
  if (room !== undefined && !SYNC_ROOMS.includes(room))
    throw new Error(`${path} is in no room of lib/sync: put it into one, or add the room to SYNC_ROOMS.`);
  return room;
}

function cycles(files: readonly SourceFile[]): string[] {
  const edges = new Map(
    files.map((file) => [file.path, file.imports.filter(({ own }) => own).map(({ target }) => target)]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (path: string, trail: string[]) => {
    const at = trail.indexOf(path);
    if (at >= 0) return void found.push([...trail.slice(at), path].join(' → '));
    if (done.has(path)) return;
    for (const next of edges.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) walk(path, []);
  return found;
}

const files = readProduct();
const worker = /^lib\/(background|sync|setup|portal|connectwise|db|settings|messages|platform)\//;
const page = /^(lib\/(features|content|host)|components)\//;

describe('imports', () => {
  it('reads import lines, so that the rules below can fail', () => {
    const sample: SourceFile = {
      path: 'lib/host/location.ts',
      text: '',
      imports: readImports(
        'lib/host/location.ts',
        "import { x } from '../sync/engine.ts';\nimport type { Y } from '../domain/y.ts';\nexport { z } from 'idb';",
      ),
    };
    expect(sample.imports).toEqual([
      { target: 'lib/sync/engine.ts', own: true, typeOnly: false },
      { target: 'lib/domain/y.ts', own: true, typeOnly: true },
      { target: 'idb', own: false, typeOnly: false },
    ]);
    expect(forbiddenImports(sample)).toEqual(['lib/host/location.ts (lib/host) must not import lib/sync/engine.ts']);
    expect(files.length).toBeGreaterThan(20);
  });

  it('follow only what ARCHITECTURE.md allows', () => {
    expect(files.flatMap(forbiddenImports)).toEqual([]);
  });

  it('are ruled for layers that exist', () => {
    expect(Object.keys(LAYERS).filter((layer) => !files.some(({ path }) => within(path, layer)))).toEqual([]);
  });

  it('use every permission that a layer has', () => {
    const unused = Object.entries(LAYERS).flatMap(([layer, places]) =>
      places
        .filter(
          (place) =>
            !files.some(
              (file) => layerOf(file.path) === layer && file.imports.some((imported) => permits(place, imported)),
            ),
        )
        .map((place) => `${layer}: ${place}`),
    );
    expect(unused).toEqual([]);
  });

  it('lead from a sync room to lower rooms only, and to few', () => {
    const arrows = new Set<string>();
    const upward = new Set<string>();
    for (const file of files) {
      const from = syncRoomOf(file.path);
      for (const { target } of file.imports) {
        const to = syncRoomOf(target);
        if (from === undefined || to === undefined || from === to) continue;
        arrows.add(`${from} → ${to}`);
        if (SYNC_ROOMS.indexOf(to) > SYNC_ROOMS.indexOf(from)) upward.add(`${file.path} → ${target}`);
      }
    }
    expect([...upward]).toEqual([]);
    expect(arrows.size).toBeGreaterThan(40);
    expect(arrows.size).toBeLessThanOrEqual(MOST_SYNC_ARROWS);
  });

  it('never lead from one in-page feature to another', () => {
    expect(files.flatMap(crossFeatureImports)).toEqual([]);
  });

  it('have no cycles', () => {
    expect(cycles(files)).toEqual([]);
  });

  it('reach the browser API only in lib/platform', () => {
    const found = files.filter(
      ({ path, text, imports }) =>
        !path.startsWith('lib/platform/') &&
        (imports.some(
          ({ target, typeOnly }) => !typeOnly && ['wxt/browser', 'webextension-polyfill', '#imports'].includes(target),
        ) ||
          /\b(?:browser|chrome)\.(?:runtime|storage|tabs|alarms|permissions|scripting|action)\b/.test(text)),
    );
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it('keep zod, idb and the vault away from pages', () => {
    const found = files
      .filter(({ path }) => page.test(path))
      .flatMap(({ path, imports }) =>
        imports
          .filter(({ target }) => /^(zod|idb)(\/|$)|settings\/vault|messages\/declarations/.test(target))
          .map(({ target }) => `${path}: ${target}`),
      );
    expect(found).toEqual([]);
  });

  it('keep the DOM and views away from worker code', () => {
    const found = files.filter(
      ({ path, text, imports }) =>
        worker.test(path) &&
        (imports.some(({ target }) => /^preact/.test(target)) || /\b(?:document|window)\.[a-z]/.test(text)),
    );
    expect(found.map(({ path }) => path)).toEqual([]);
  });
});

describe('worker code', () => {
  it('holds no mutable state at module level: the worker may be killed at any time', () => {
    const mutable =
      /^(?:export )?(?:let|var) |^(?:export )?const \w+(?:: [^=]+)? = (?:new (?:Map|Set|WeakMap|Array)(?:<[^(]*>)?\(\)|\[\]|\{\});/m;
    expect(files.filter(({ path, text }) => worker.test(path) && mutable.test(text)).map(({ path }) => path)).toEqual(
      [],
    );
  });
});

describe('file sizes', () => {
  it('stay readable: features up to 150 lines, modules up to 250', () => {
    const long = files
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ path, lines }) => lines > (path.startsWith('lib/features/') ? 150 : 250));
    expect(long).toEqual([]);
  });
});
