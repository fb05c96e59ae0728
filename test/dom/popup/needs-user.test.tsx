import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { NeedsUser } from '../../../components/popup/needs-user.tsx';

afterEach(cleanup);

const waiting = (length: number) =>
  Array.from({ length }, (_, nth) => ({
    at: '2026-11-21T12:00:00.000Z',
    what: `Customer ${nth}: a right is missing.`,
    place: `companies/${nth + 1}`,
  }));

describe('what needs a user, in the popup', () => {
  it('has no section while nothing waits', () => {
    const { rerender } = render(<NeedsUser list={[]} />);
    expect(screen.queryByRole('region')).toBeNull();
    rerender(<NeedsUser list={waiting(1)} />);
    expect(screen.getByRole('region')).toBeTruthy();
  });

  it('is listed newest first, in the order of the worker', () => {
    render(<NeedsUser list={waiting(20)} />);
    expect(screen.getAllByRole('listitem')).toHaveLength(20);
    expect(screen.getAllByRole('listitem')[0]?.textContent).toContain('Customer 0: a right is missing.');
    expect(screen.queryByText(/more/)).toBeNull();
  });

  it('leads from each line to where it is decided', () => {
    render(<NeedsUser list={waiting(2)} />);
    const links = screen.getAllByRole('link', { name: /^Review: Customer \d/ });
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      '/options.html#companies/1',
      '/options.html#companies/2',
    ]);
  });

  it.each([
    [23, 'And 3 more: see Options › Event log and Journal & undo.'],
    [100, 'And at least 80 more: see Options › Event log and Journal & undo.'],
  ])('is limited: of %i the rest is counted', (length, words) => {
    render(<NeedsUser list={waiting(length)} />);
    expect(screen.getAllByRole('listitem')).toHaveLength(20);
    expect(screen.getByText(words)).toBeTruthy();
  });
});
