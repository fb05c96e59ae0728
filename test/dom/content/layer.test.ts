import { h } from 'preact';
import { expect, it } from 'vitest';
import { createLayer } from '../../../lib/content/layer.ts';

it('tells where our own panel stands, as long as it stands there', () => {
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
