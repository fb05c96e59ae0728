import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ModeLine } from '../../../components/popup/mode-line.tsx';
import { SyncNow } from '../../../components/popup/sync-now.tsx';
import { REVIEW } from '../../../lib/domain/automatic-parts.ts';
import { ALL_PARTS } from '../../../lib/domain/consent.ts';
import { VIEWER, VIEWER_SENTENCE } from '../../support/builders/company-views.ts';
import { worker } from '../options/worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

const NOTHING = { customers: 0, tickets: 0 };

beforeEach(() => worker.mockReset());
afterEach(cleanup);

describe('the mode in the popup', () => {
  it('is named in Review, with what waits and the way to turn it on', () => {
    const sync = { mode: 'review' as const, automatic: REVIEW, needsPreview: true };
    render(<ModeLine sync={{ ...sync, waiting: { customers: 1, tickets: 0 } }} />);
    expect(screen.getByRole('region', { name: 'Mode' }).textContent).toContain(
      'Review mode: nothing is written by itself. Waiting: 1 customer would be synced.',
    );
    expect(screen.getByRole('link', { name: 'Turn on…' }).getAttribute('href')).toBe('/options.html#connections');
  });

  it('names the parts where only some are on, and shows nothing in automatic mode', () => {
    const automatic = { ...REVIEW, statistics: true, tickets: true };
    render(<ModeLine sync={{ mode: 'partial', automatic, needsPreview: true, waiting: NOTHING }} />);
    expect(screen.getByText(/on for statistics and tickets only/)).toBeTruthy();
    cleanup();
    const { container } = render(
      <ModeLine sync={{ mode: 'automatic', automatic: ALL_PARTS, needsPreview: false, waiting: NOTHING }} />,
    );
    expect(container.textContent).toBe('');
  });

  it('says of a browser that only views who writes, and offers no sync', () => {
    const company = { companyId: 101, name: "Eddie's TV Repair" };
    const view = (isViewer: boolean) => (
      <>
        <ModeLine sync={{ ...VIEWER, ...(!isViewer && { mode: 'automatic' }), waiting: NOTHING }} />
        <SyncNow company={company} ready needsPreview={false} isViewer={isViewer} isReported={() => false} />
      </>
    );
    const { rerender } = render(view(true));
    expect(screen.getByRole('region', { name: 'Mode' }).textContent).toContain(VIEWER_SENTENCE);
    expect(screen.queryByRole('button')).toBeNull();
    rerender(view(false));
    expect(screen.queryByRole('region', { name: 'Mode' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Sync now' })).toBeTruthy();
  });

  it('offers no one-click sync where a preview is needed', () => {
    const company = { companyId: 101, name: "Eddie's TV Repair" };
    const { rerender } = render(
      <SyncNow company={company} ready needsPreview={true} isViewer={false} isReported={() => false} />,
    );
    expect(screen.queryByRole('button', { name: 'Sync now' })).toBeNull();
    expect(screen.getByText(/preview before anything is written/)).toBeTruthy();
    rerender(<SyncNow company={company} ready needsPreview={false} isViewer={false} isReported={() => false} />);
    expect(screen.getByRole('button', { name: 'Sync now' })).toBeTruthy();
  });
});
