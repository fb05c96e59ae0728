import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StorageCard } from '../../../components/options/storage-card.tsx';
import { answers, sent, worker } from './worker.ts';

vi.mock('../../../lib/messages/send.ts', () => ({ send: vi.fn() }));

beforeEach(() => worker.mockReset());
afterEach(cleanup);

describe('the storage in Diagnostics', () => {
  it.each([
    ['persisted', 'Kept', /keeps the journal/],
    ['may-be-cleared', 'May be cleared', /may clear the journal.*export the journal/],
    ['unknown', 'Not known', /does not say/],
  ])('%s', async (persistence, word, says) => {
    answers({ 'storage.view': { persistence } });
    render(<StorageCard visible={true} />);
    expect(await screen.findByText(word)).toBeTruthy();
    expect(screen.getByText(says)).toBeTruthy();
    expect(sent('storage.view').length).toBeGreaterThan(0);
  });
});
