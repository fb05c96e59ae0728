import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ReportsCard } from '../../../components/options/reports-card.tsx';
import { fleetView } from '../../support/builders/fleet.ts';
import { answers, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));
beforeEach(() => worker.mockReset());
afterEach(cleanup);

describe('how whole tables are read', () => {
  it('names what is missing for the quick way', async () => {
    const sourceFailure = {
      code: 'missing-right',
      message: 'The API member lacks the right System › API Reports.',
      nextStep: 'Grant Inquire: All.',
    } as const;
    answers({ 'fleet.view': fleetView({ source: 'records', sourceFailure }) });
    render(<ReportsCard visible={true} />);
    expect(await screen.findByText(/^Read record by record: The API member lacks the right/)).toBeTruthy();
  });

  it('says that nothing was read yet', async () => {
    const { source: _, ...never } = fleetView({ comparedAt: null });
    answers({ 'fleet.view': never });
    render(<ReportsCard visible={true} />);
    expect(await screen.findByText('Companies were not compared yet.')).toBeTruthy();
  });
});
