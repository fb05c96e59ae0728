import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

/** No test may fail because the machine does something else: the limit is for those that never end. */
const PATIENT = {
  testTimeout: 300_000,
  hookTimeout: 300_000,
  // As test/support/patience.ts says of the others.
  expect: { poll: { timeout: 30_000 } },
};
const PATIENTLY = 'test/support/patience.ts';

/** Files share a process: one for each takes as long as all of their tests. So none may leave anything behind, which is checked. */
const SHARED = { environment: 'node', isolate: false } as const;
const LEAVING_NOTHING = 'test/support/leave-nothing.ts';

/** Few files, each of which fills memory with databases or inputs. */
const ALONE = { environment: 'node' } as const;

/** Each file has a document of its own, and happy-dom is read once. */
const IN_HAPPY_DOM = { environment: 'happy-dom', pool: 'vmThreads' } as const;

/**
 * Kinds of test, by folder: `unit` (pure code and the engine under Node, against the simulator), `dom` (happy-dom), `chaos`
 * (the engine killed, cut off and raced), `fuzz` (random inputs at every boundary), `repo` (rules over the source tree). The built
 * extension in real browsers is tested by Playwright, see test/e2e.
 */
export default defineConfig({
  test: {
    env: { TZ: 'UTC' },
    projects: [
      {
        plugins: [await WxtVitest()],
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          setupFiles: [LEAVING_NOTHING, PATIENTLY],
          ...SHARED,
          ...PATIENT,
        },
      },
      {
        plugins: [await WxtVitest(), preact()],
        test: {
          name: 'dom',
          include: ['test/dom/**/*.test.{ts,tsx}'],
          setupFiles: [PATIENTLY],
          ...IN_HAPPY_DOM,
          ...PATIENT,
        },
      },
      {
        test: {
          name: 'chaos',
          include: ['test/chaos/**/*.test.ts'],
          ...ALONE,
          testTimeout: 1_800_000,
          hookTimeout: 300_000,
        },
      },
      {
        plugins: [await WxtVitest()],
        test: {
          name: 'fuzz',
          include: ['test/fuzz/**/*.test.ts'],
          setupFiles: [PATIENTLY],
          ...ALONE,
          ...PATIENT,
          // As long as 20,000 inputs take.
          testTimeout: 14_400_000,
        },
      },
      {
        logLevel: 'error',
        test: {
          name: 'repo',
          include: ['test/repo/**/*.test.ts'],
          setupFiles: [LEAVING_NOTHING],
          ...SHARED,
          testTimeout: 120_000,
          // It imports JSON as only bundlers do; `logLevel` keeps Vite from naming each of its source maps.
          server: { deps: { inline: ['@actions/workflow-parser'] } },
        },
      },
    ],
  },
});
