import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RoleCard } from '../../../components/options/role-card.tsx';
import { DEFAULT_SETTINGS, type Settings } from '../../../lib/domain/settings.ts';
import { answers, DOWN, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

beforeEach(() => worker.mockReset());
afterEach(cleanup);

describe('the role of this browser', () => {
  it('is chosen and stored at once, and shows what it means', async () => {
    answers({
      'settings.read': DEFAULT_SETTINGS,
      'settings.save': ({ settings }: { settings: Partial<Settings> }) => ({ ...DEFAULT_SETTINGS, ...settings }),
    });
    render(<RoleCard visible={true} />);
    const role = await screen.findByLabelText<HTMLSelectElement>('Role');
    expect(role.value).toBe('syncer');
    fireEvent.change(role, { target: { value: 'viewer' } });
    expect(await screen.findByText('Saved.')).toBeTruthy();
    expect(sent('settings.save')).toMatchObject([{ settings: { role: 'viewer' } }]);
    expect(screen.getByText(/writes nothing/)).toBeTruthy();
  });

  it('reports when the settings cannot be read', async () => {
    answers({});
    render(<RoleCard visible={true} />);
    expect(await screen.findByText(new RegExp(DOWN.message))).toBeTruthy();
  });
});
