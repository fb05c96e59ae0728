import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { HistoryStrip } from '../../../components/panel/history-strip.tsx';
import { describeHistory } from '../../../components/panel/texts/history.ts';
import type { HealthHistoryCell } from '../../../lib/domain/health-history.ts';

afterEach(cleanup);

const days = ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21'];
const reported = (...cells: HealthHistoryCell[]) => describeHistory(days, cells, 'en-US');

describe('the days in words', () => {
  it('names errors before warnings, and when the last of the worst occurred', () => {
    expect(reported('error', 'warning', 'error', 'ok')).toBe(
      'Last 4 days: 2 days with errors, 1 day with warnings; last error on Nov 20',
    );
    expect(reported('ok', 'warning', 'ok', 'none')).toBe('Last 4 days: 1 day with warnings; last warning on Nov 19');
  });

  it('never treats missing reports as a good sign', () => {
    expect(reported('ok', 'none', 'ok', 'none')).toBe('Last 4 days: no errors, 2 days OK');
    expect(reported('none', 'none', 'none', 'none')).toBe('Last 4 days: nothing reported');
    expect(reported()).toBe('Last 4 days: nothing reported');
  });
});

describe('the days as a picture', () => {
  const show = () => render(<HistoryStrip days={days} cells={['ok', 'error', 'none', 'error']} />);
  const outline = (kind: string) => document.querySelector(`.day-${kind}`)?.getAttribute('d') ?? '';

  it('draws each day in its column, each kind in its own shape and colour', () => {
    show();
    expect(outline('error').match(/M\d+/g)).toEqual(['M9', 'M27']);
    expect(outline('ok').match(/M\d+/g)).toEqual(['M0']);
    expect(outline('none').match(/M\d+/g)).toEqual(['M18']);
    expect(outline('warning')).toBe('');
    const shapes = ['error', 'ok', 'none'].map(
      (kind) =>
        outline(kind)
          .replace(/M\d+ 0/g, '|')
          .split('|')[1],
    );
    expect(new Set(shapes).size).toBe(3);
  });

  it('has a text alternative', () => {
    show();
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
      'Last 4 days: 2 days with errors; last error on Nov 21',
    );
  });

  it('names the day under the pointer', () => {
    show();
    const picture = screen.getByRole('img');
    expect(picture.querySelector('title')).toBeNull();
    fireEvent.pointerMove(picture, { clientX: 10 });
    expect(picture.querySelector('title')?.textContent).toBe('Nov 19: Error');
    fireEvent.pointerMove(picture, { clientX: 19 });
    expect(picture.querySelector('title')?.textContent).toBe('Nov 20: Nothing reported');
  });
});
