import { vi } from 'vitest';
import { createPanelApp } from '../../../components/panel/panel-app.tsx';
import type { PanelSend } from '../../../components/panel/panel-send.ts';
import type { PanelHost } from '../../../components/panel/panel-shell.tsx';
import type { PanelShown } from '../../../lib/domain/panel-record.ts';
import { companyView, ended, journalEntry, NOW, plan } from '../../support/builders/company-views.ts';
import { company } from '../../support/builders/page-facts.ts';
import { type Answers, playWorker } from '../../support/played-worker.ts';

export const SITE = 'na.myconnectwise.net';

export const COMPANY: PanelShown = {
  record: { kind: 'company', ...company },
  onScreen: { entries: false, agreementIds: [] },
};

/** What the played worker answers the panel of the guides' company. */
export const panelAnswers: Answers = {
  'company.view': () => companyView(),
  'company.history': () => ({ days: [], accounts: [] }),
  'finding.plan': () => plan(),
  'company.plan': () => plan(),
  'plan.apply': () => ({ runId: 'r1' }),
  'company.sync': () => ({ runId: 'r1' }),
  'run.view': () => ({ run: ended, entries: [journalEntry({ id: 'j0', state: 'applied' }), journalEntry()] }),
  'run.plan-undo': () => plan({ id: 'undo' }),
};

/** The panel as a page, with a worker that the test plays; `close` in `afterEach`. */
export function openPanel(played: Answers, shown: PanelShown | null = COMPANY, host: PanelHost = { mayDecide: false }) {
  const root = document.createElement('div');
  document.body.append(root);
  const worker = playWorker(played);
  const onStoredChanged = vi.fn();
  const app = createPanelApp({
    root,
    send: worker.send as PanelSend,
    sendBegun: worker.send as PanelSend,
    clock: () => NOW,
    site: SITE,
    host: () => host,
    onStoredChanged,
  });
  app.show(shown);
  return {
    ...worker,
    app,
    root,
    onStoredChanged,
    text: () => root.textContent ?? '',
    count: (name: string) => worker.names().filter((other) => other === name).length,
    input: (name: string) => worker.asked.findLast((one) => one.name === name)?.input,
    press(label: string) {
      const buttons = [...root.querySelectorAll('button')];
      const found = buttons.find((button) => (button.getAttribute('aria-label') ?? button.textContent) === label);
      if (!found) throw new Error(`No button ${label} among ${buttons.map((b) => b.textContent).join(', ')}`);
      found.click();
    },
    close() {
      app.show(null);
      root.remove();
    },
  };
}
