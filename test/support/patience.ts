import { vi } from 'vitest';

/*
 * Runs before every unit and DOM test. `vi.waitFor` and Testing Library give up after a second, which a busy machine takes for what
 * an idle one does in ten milliseconds. A test that waits for something that comes ends as soon as it is there; only a failing one
 * takes this long.
 */
const PATIENCE = 30_000;

const { waitFor } = vi;
const waitPatiently: typeof waitFor = (callback, options) =>
  waitFor(callback, typeof options === 'number' ? options : { timeout: PATIENCE, ...options });
// Once in a process, which may run many files.
if (waitFor.name !== waitPatiently.name) vi.waitFor = waitPatiently;

if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/preact');
  configure({ asyncUtilTimeout: PATIENCE });
}
