import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { InPageSection } from '../../../components/options/in-page-section.tsx';
import { FEATURES } from '../../../lib/domain/feature-catalog.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/domain/settings.ts';
import { answers, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
beforeEach(() => worker.mockReset());
afterEach(cleanup);

/** A worker that keeps what is saved. */
function keep(inPage: Partial<Settings['inPage']> = {}, policy = {}) {
  const kept = { settings: { ...DEFAULT_SETTINGS, inPage: { ...DEFAULT_SETTINGS.inPage, ...inPage } } };
  answers({
    'settings.read': () => kept.settings,
    'settings.save': ({ settings }: { settings: Partial<Settings> }) => {
      kept.settings = { ...kept.settings, ...settings };
      return kept.settings;
    },
    'policy.view': policy,
  });
  return kept;
}

describe('In ConnectWise', () => {
  it('has a switch with title and help for every feature of the catalog', async () => {
    keep({ featuresOff: ['ticket-guard'] });
    render(<InPageSection visible={true} />);
    for (const { title, id } of FEATURES) {
      const box = await screen.findByRole<HTMLInputElement>('switch', { name: title });
      expect(box.checked).toBe(id !== 'ticket-guard');
    }
    expect(screen.getByText(FEATURES[0]?.help ?? '')).toBeTruthy();
  });

  it('stores a switch at once, and loses neither of two quick changes', async () => {
    const kept = keep({ taught: [], featuresOff: ['of-a-later-version'] });
    render(<InPageSection visible={true} />);
    fireEvent.click(await screen.findByRole('switch', { name: 'Company panel' }));
    fireEvent.click(await screen.findByRole('switch', { name: 'Service ticket' }));
    await waitFor(() => expect(sent('settings.save')).toHaveLength(2));
    expect(kept.settings.inPage.featuresOff).toEqual(['of-a-later-version', 'company-panel', 'ticket-guard']);
    fireEvent.click(await screen.findByRole('switch', { name: 'Company panel' }));
    await waitFor(() => expect(kept.settings.inPage.featuresOff).toEqual(['of-a-later-version', 'ticket-guard']));
  });

  it('shows that a policy locks a feature, and offers no switch', async () => {
    keep({}, { featuresOff: ['company-panel'] });
    render(<InPageSection visible={true} />);
    expect(await screen.findByText('Off by policy')).toBeTruthy();
    expect(screen.getByText(/Your administrator has switched this off/)).toBeTruthy();
    expect(screen.queryByRole('switch', { name: 'Company panel' })).toBeNull();
    expect(screen.getAllByRole('switch')).toHaveLength(FEATURES.length - 1);
  });
});
