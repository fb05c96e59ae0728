import { describe, expect, it } from 'vitest';
import { type Tier, tierOf } from '../../../lib/messages/sender.ts';
import type { MessageSender } from '../../../lib/platform/runtime.ts';

const OWN = { id: 'our-id', origin: 'chrome-extension://our-id' };
const IN_FIREFOX = { id: 'bridge@example', origin: 'moz-extension://5c1e-uuid' };
const SITE = 'https://na.myconnectwise.net';

const page: MessageSender = { id: OWN.id, origin: OWN.origin, url: `${OWN.origin}/options.html` };
const panel: MessageSender = {
  id: OWN.id,
  origin: OWN.origin,
  url: `${OWN.origin}/panel.html`,
  frameId: 4,
  documentId: 'p',
  tab: { id: 7 },
};
const content: MessageSender = {
  id: OWN.id,
  origin: SITE,
  url: `${SITE}/v2025_1/ConnectWise.aspx?locale=en_US#x`,
  frameId: 0,
  documentId: 'd',
  tab: { id: 7 },
};
const PANEL: Tier = { kind: 'panel', tabId: 7, frameId: 4, documentId: 'p' };
const CONTENT: Tier = { kind: 'content', host: 'na.myconnectwise.net', tabId: 7, frameId: 0, documentId: 'd' };

describe('tierOf', () => {
  it.each<[string, MessageSender, Tier]>([
    ['a page of ours outside of any tab', page, { kind: 'page' }],
    ['a page of ours in a tab of its own', { ...page, frameId: 0, tab: { id: 3 } }, { kind: 'page' }],
    ['the panel in a window of our own', { ...panel, frameId: 0 }, { kind: 'page' }],
    ['the panel in a frame', panel, PANEL],
    ['the panel in a frame, with its token', { ...panel, url: `${panel.url}#token` }, PANEL],
    ['the panel in a frame, with a query', { ...panel, url: `${panel.url}?a=/options.html` }, PANEL],
    ['our content script', content, CONTENT],
    ['our content script in a sub-frame', { ...content, frameId: 3 }, { ...CONTENT, frameId: 3 }],
    [
      'a site with a port',
      { ...content, origin: `${SITE}:8443`, url: `${SITE}:8443/` },
      { ...CONTENT, host: 'na.myconnectwise.net:8443' },
    ],
    ['a sender without origin', { ...content, origin: undefined }, CONTENT],
    ['a browser that names no documents', { ...content, documentId: undefined }, { ...CONTENT, documentId: '' }],
  ])('is known of %s', (_, sender, tier) => {
    expect(tierOf(sender, OWN)).toEqual(tier);
  });

  it('is known in Firefox, where the id is no part of the address', () => {
    const origin = IN_FIREFOX.origin;
    const sender = { id: IN_FIREFOX.id, origin, url: `${origin}/panel.html`, frameId: 4, tab: { id: 7 } };
    expect(tierOf(sender, IN_FIREFOX)).toEqual({ ...PANEL, documentId: '' });
    expect(tierOf({ ...sender, id: '5c1e-uuid' }, IN_FIREFOX)).toBeNull();
  });

  it.each<[string, MessageSender]>([
    ['another extension', { ...page, id: 'another' }],
    ['nobody', {}],
    ['a page of ours without address', { ...page, url: undefined }],
    ['an origin of ours with another address', { ...page, url: 'about:blank' }],
    ['an address that only begins like ours', { ...page, url: `${OWN.origin}.evil/options.html` }],
    ['the options framed by a web page', { ...panel, url: `${OWN.origin}/options.html` }],
    ['a page of ours with a name that begins like the panel’s', { ...panel, url: `${OWN.origin}/panel.html.js` }],
    ['a page of ours that names the panel in its query', { ...panel, url: `${OWN.origin}/options.html?/panel.html` }],
    ['a page of ours that names the panel in its hash', { ...panel, url: `${OWN.origin}/options.html#/panel.html` }],
    ['a page of that name in a folder', { ...panel, url: `${OWN.origin}/a/panel.html` }],
    ['a framed panel outside of a tab', { ...panel, tab: undefined }],
    ['a framed panel in a tab without id', { ...panel, tab: {} }],
    ['a web page that claims to be the panel', { ...panel, origin: SITE }],
    ['a content script without https', { ...content, origin: 'http://cw', url: 'http://cw/' }],
    ['a content script of an opaque origin', { ...content, origin: 'null' }],
    ['a content script whose address is of another origin', { ...content, url: 'https://evil.example/' }],
    ['a content script outside of a tab', { ...content, tab: undefined }],
    ['a content script in a frame without id', { ...content, frameId: undefined }],
  ])('is null for %s', (_, sender) => {
    expect(tierOf(sender, OWN)).toBeNull();
  });

  it('is null for everybody once the extension was removed', () => {
    for (const sender of [page, panel, content]) {
      expect(tierOf(sender, OWN)).not.toBeNull();
      expect(tierOf(sender, { ...OWN, id: undefined })).toBeNull();
    }
  });
});
