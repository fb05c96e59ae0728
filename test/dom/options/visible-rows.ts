import { vi } from 'vitest';

/** Gives lists a size, as a browser would: ten rows are in sight. Call `vi.restoreAllMocks` afterwards. */
export function showsRows(width = 1_200): void {
  const height = 360;
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockImplementation(() => height);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockImplementation(() => height);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockImplementation(() => width);
  vi.spyOn(HTMLElement.prototype, 'scrollTo').mockImplementation(() => undefined);
}
