import { vi } from 'vitest';

/*
 * Runs before every unit and DOM test. `vi.waitFor` and Testing Library give up after a second, which a busy machine takes for what
 * an idle one does in ten milliseconds. A test that waits for something that comes ends as soon as it is there; only a failing one
 * takes this long.
 */
const PATIENCE = 30_000;

const { waitFor } = vi;
vi.waitFor = (callback, options) =>
  waitFor(callback, typeof options === 'number' ? options : { timeout: PATIENCE, ...options });

if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/preact');
  configure({ asyncUtilTimeout: PATIENCE });
}
