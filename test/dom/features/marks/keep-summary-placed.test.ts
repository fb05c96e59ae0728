import { afterEach, describe, expect, it } from 'vitest';
import { keepSummaryPlaced } from '../../../../lib/features/marks/keep-summary-placed.ts';

const stop = new AbortController();
const high = innerHeight;
afterEach(() => {
  window.innerHeight = high;
});

function draw(saysMore: boolean) {
  const holder = document.createElement('div');
  holder.innerHTML = `<section class="summary ${saysMore ? 'summary-says-more' : ''}">This addition: 1 error</section>`;
  document.body.append(holder);
  keepSummaryPlaced(
    {
      onLook: () => {},
      signal: stop.signal,
      layer: { place: () => ({ element: holder, show: () => {} }), panels: () => [] },
    },
    holder,
  )();
  return holder.querySelector<HTMLElement>('.summary')?.style;
}

describe('keepSummaryPlaced', () => {
  it('shows the line in a window of usual height', () => {
    window.innerHeight = 900;
    expect(draw(false)).toMatchObject({ visibility: 'visible', transform: expect.stringMatching(/^translate\(/) });
  });

  it('hides it in a low window, unless it shows what no mark does', () => {
    window.innerHeight = 450;
    expect(draw(false)?.visibility).toBe('hidden');
    expect(draw(true)?.visibility).toBe('visible');
  });
});
