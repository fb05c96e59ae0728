import type { Finding } from '../../domain/finding.ts';
import { companySummary, ticketSummaryOf } from '../../domain/record-summary.ts';
import type { COMPANY } from '../../messages/declarations/company.ts';
import type { HandlersOf } from '../../messages/router.ts';
import type { Tier } from '../../messages/sender.ts';
import type { Failure } from '../../shared/errors.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { recognizeCompany } from '../../sync/read/recognize.ts';
import type { Background } from '../background.ts';
import { readConnections } from '../connections.ts';
import type { BoundRecord } from '../pages/page-sessions.ts';
import { readSyncMode } from '../sync-mode.ts';
import { viewsUnderWay } from '../views-under-way.ts';

/** What a page shows and checks: recognize the record, then answer from facts. Nothing here writes. */
export function companyHandlers(background: Background): HandlersOf<typeof COMPANY> {
  const viewOf = viewsUnderWay();
  /** Record ids mean something on one site only. The router checks content scripts; our own pages are checked here. */
  const onSite = async <T>(site: string, work: () => Promise<Result<T>>): Promise<Result<T>> => {
    const connection = await background.connections.connectWise();
    return connection?.site === site ? work() : fail(OTHER_SITE);
  };

  /** From now on this document may ask about the record. */
  const bind = async (from: Tier, records: readonly BoundRecord[]): Promise<void> => {
    if (from.kind === 'content') for (const record of records) await background.pages.addRecord(from, record);
  };

  return {
    'company.recognize': async ({ site, recordIds, banner }, from) => {
      const found = await onSite(site, async () => {
        // Without the portal the panel says so, on the record that the user looks at.
        const ports = await portsWithoutPortal(background);
        return ports
          ? recognizeCompany(ports, recordIds, banner)
          : background.engines.use((engine) => engine.recognizeCompany(recordIds, banner));
      });
      if (found.ok && found.value) await bind(from, [{ kind: 'company', id: found.value.companyId }]);
      return found;
    },
    'agreement.recognize': async ({ site, recordIds, banner }, from) => {
      const found = await onSite(site, () =>
        background.engines.use((engine) => engine.recognizeAgreement(recordIds, banner)),
      );
      if (found.ok && found.value) {
        const { agreementId, companyId } = found.value;
        await bind(from, [
          { kind: 'agreement', id: agreementId },
          { kind: 'company', id: companyId },
        ]);
      }
      return found;
    },
    'company.findings': async ({ companyId }) => {
      const view = await background.engines.use((engine) => viewOf(engine, companyId, { refresh: false }));
      if (!view.ok) return view;
      // Marks offer no fix where this browser writes nothing.
      const { mode } = await readSyncMode(background);
      const findings = mode === 'viewer' ? view.value.findings.map(({ fix: _, ...rest }) => rest) : view.value.findings;
      return ok({ findings: findings.map(withoutNames), summary: companySummary(view.value) });
    },
    'ticket.recognize': async ({ site, ticketId, banner }, from) => {
      const view = await onSite(site, () =>
        background.engines.use((engine) => engine.ticketView(ticketId, banner, { refresh: false })),
      );
      if (!view.ok) return view;
      const about = view.value?.ticket.id === ticketId ? view.value.about : null;
      if (!view.value || !about) return ok(null);
      await bind(from, [
        { kind: 'ticket', id: ticketId },
        { kind: 'company', id: about.companyId },
      ]);
      return ok(ticketSummaryOf(view.value, about));
    },
    'company.view': async ({ companyId, refresh }) => {
      const view = await background.engines.use((engine) => viewOf(engine, companyId, { refresh }));
      if (!view.ok) return view;
      const [connections, sync] = await Promise.all([readConnections(background), readSyncMode(background)]);
      return ok({ ...view.value, connections, sync });
    },
    'addition.context': ({ agreementId }) => background.engines.use((engine) => engine.additionContext(agreementId)),
    'managed-id.context': ({ companyId }) => background.engines.use((engine) => engine.managedIdContext(companyId)),
    'customers.search': ({ text }) => background.engines.use((engine) => engine.searchCustomers(text)),
    'ticket.view': ({ site, ticketId, banner, refresh }) =>
      onSite(site, async () => {
        const view = await background.engines.use((engine) => engine.ticketView(ticketId, banner, { refresh }));
        if (!view.ok || !view.value) return view;
        return ok({ ...view.value, connections: await readConnections(background) });
      }),
    'company.history': ({ companyId, timeZone, days }) =>
      background.engines.use((engine) => engine.healthHistory(companyId, timeZone, days)),
    'company.usage': ({ companyId, days }) => background.engines.use((engine) => engine.usageHistory(companyId, days)),
  };
}

/** What recognizing a company needs where ConnectWise alone is connected; undefined: there is an engine for it, or a failure. */
async function portsWithoutPortal({ connections, engines, clock }: Background) {
  if ((await connections.portal()) !== null) return undefined;
  const connectWise = await engines.connectWise();
  return connectWise.ok ? { connectWise: connectWise.value, store: await engines.store(), clock } : undefined;
}

/** Pages mark findings; names of accounts, which a quantity is made of, are shown in the panel alone. */
function withoutNames(finding: Finding): Finding {
  const { fix } = finding;
  return fix ? { ...finding, fix: { ...fix, changes: fix.changes.map(({ measured: _, ...rest }) => rest) } } : finding;
}

const OTHER_SITE: Failure = {
  code: 'not-connected',
  message: 'Backup Bridge is not connected to this ConnectWise site.',
  nextStep: 'Open the connected site, or change the connection under Options › Connections.',
};
