import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { PanelActions } from '../../../components/panel/panel-state.ts';
import { SyncBar } from '../../../components/panel/sync-bar.tsx';
import { REVIEW } from '../../../lib/domain/automatic-parts.ts';
import { ALL_PARTS, type SyncMode } from '../../../lib/domain/consent.ts';
import { companyView, NOW, VIEWER, VIEWER_SENTENCE } from '../../support/builders/company-views.ts';

afterEach(cleanup);

function bar(sync: SyncMode) {
  const actions = { syncNow: vi.fn(), previewSync: vi.fn() };
  render(<SyncBar view={companyView({ sync })} now={NOW} busy={false} actions={actions as unknown as PanelActions} />);
  return actions;
}

describe('the mode in the panel', () => {
  it('offers nothing to a browser that only views, and says who writes', () => {
    bar(VIEWER);
    expect(screen.getByText(VIEWER_SENTENCE)).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
    cleanup();
    bar({ ...VIEWER, mode: 'review' });
    expect(screen.queryByText(VIEWER_SENTENCE)).toBeNull();
    expect(screen.getByRole('button')).toBeTruthy();
  });

  it('Sync now in Review mode always goes through the preview', () => {
    const actions = bar({ mode: 'review', automatic: REVIEW, needsPreview: true });
    expect(screen.getByText('Review mode: nothing is written by itself.')).toBeTruthy();
    expect(screen.queryByText(/Next automatic sync/)).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Sync now…' }));
    expect(actions.previewSync).toHaveBeenCalledOnce();
    expect(actions.syncNow).not.toHaveBeenCalled();
    expect(screen.getAllByRole('button')).toHaveLength(1);
  });

  it('one click is enough in automatic mode', () => {
    const actions = bar({ mode: 'automatic', automatic: ALL_PARTS, needsPreview: false });
    expect(screen.queryByText(/Review mode/)).toBeNull();
    expect(screen.getByText(/Next automatic sync/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Sync now' }));
    expect(actions.syncNow).toHaveBeenCalledOnce();
    fireEvent.click(screen.getByRole('button', { name: 'Preview…' }));
    expect(actions.previewSync).toHaveBeenCalledOnce();
  });

  it('names the parts that are on, and previews the rest', () => {
    const actions = bar({ mode: 'partial', automatic: { ...REVIEW, tickets: true }, needsPreview: true });
    expect(screen.getByText('Automatic sync is on for tickets only.')).toBeTruthy();
    expect(screen.queryByText(/Next automatic sync/)).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Sync now…' }));
    expect(actions.previewSync).toHaveBeenCalledOnce();
  });
});
