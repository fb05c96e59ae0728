import { h } from 'preact';
import { expect, it } from 'vitest';
import { createLayer } from '../../../lib/content/layer.ts';

it('reports where our own panel is, as long as it is there', () => {
  const life = new AbortController();
  const panel = new AbortController();
  const layer = createLayer(document, '', life.signal);
  const place = layer.place('company-panel', panel.signal);
  expect(layer.panels()).toEqual([]);
  place.show(h('aside', null, h('div', { 'data-panel': true })));
  expect(layer.panels()).toHaveLength(1);
  panel.abort();
  expect(layer.panels()).toEqual([]);
  life.abort();
});
