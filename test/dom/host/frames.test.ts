import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hostDocuments } from '../../../lib/host/documents.ts';
import { readLocation } from '../../../lib/host/location.ts';
import { readScreen } from '../../../lib/host/screens.ts';
import { additionForm, banner, layOut } from './page.ts';

let undo: () => void;
beforeEach(() => {
  undo = layOut();
  const { happyDOM } = window as unknown as { happyDOM: { settings: Record<string, boolean> } };
  happyDOM.settings.enableIframePageLoading = true;
});
afterEach(() => {
  undo();
  document.body.innerHTML = '';
});

const nowhere = readLocation('https://na.myconnectwise.net/v2025_1/ConnectWise.aspx');

/** A page with frames of the same origin; happy-dom's own documents of frames are no help, so each is given one. */
function pageWith(html: string, ...frames: (string | Document)[]): Document {
  const top = document.implementation.createHTMLDocument();
  top.body.innerHTML = html;
  for (const content of frames) {
    const frame = top.createElement('iframe');
    frame.removeAttribute('src');
    const inner = typeof content === 'string' ? pageWith(content) : content;
    Object.defineProperty(frame, 'contentDocument', { value: inner });
    top.body.append(frame);
  }
  return top;
}

describe('frames', () => {
  it('provide the banner where the top document has none', () => {
    const ticket = banner('Service Ticket #26251 - x', ['Service Board List']);
    expect(readScreen(pageWith('', ticket), nowhere)).toMatchObject({
      ticketId: 26251,
      banner: { trail: ['Service Board List'] },
    });
  });

  it('do not override the top document', () => {
    const page = pageWith(banner('Company A'), banner('Service Ticket #1 - x'));
    expect(readScreen(page, nowhere)).toMatchObject({ ticketId: null, banner: { text: 'Company A' } });
  });

  it('with a banner each are two open records', () => {
    const page = pageWith('', banner('Service Ticket #1 - x'), banner('Service Ticket #2 - x'));
    expect(readScreen(page, nowhere)).toMatchObject({ ticketId: null, banner: { text: '', trail: [] } });
  });

  it('with a form each are two open records', () => {
    expect(readScreen(pageWith('', additionForm()), nowhere).additionForm).toBeTruthy();
    expect(readScreen(pageWith('', additionForm(), additionForm()), nowhere).additionForm).toBeNull();
    expect(readScreen(pageWith(additionForm(), additionForm()), nowhere).additionForm).toBeNull();
  });

  it('are read inside each other, and not while hidden', () => {
    const nested = pageWith('', pageWith('', additionForm()));
    expect(readScreen(nested, nowhere).additionForm).not.toBeNull();
    nested.querySelector('iframe')?.setAttribute('hidden', '');
    expect(readScreen(nested, nowhere).additionForm).toBeNull();
  });

  it('of other origins are skipped, and their number is limited', () => {
    const page = pageWith('<p></p>', ...Array.from({ length: 40 }, () => ''));
    const foreign = page.createElement('iframe');
    foreign.removeAttribute('src');
    Object.defineProperty(foreign, 'contentDocument', {
      get: () => {
        throw new DOMException('Blocked', 'SecurityError');
      },
    });
    page.body.prepend(foreign);
    expect(hostDocuments(page).length).toBeLessThanOrEqual(13);
  });
});
