import type { ManagedDevicesIntegration } from '../domain/connectwise-records.ts';
import { checkIntegration, isOurIntegration } from '../domain/rules/setup/setup-rules.ts';
import { literalText } from '../shared/text-values.ts';
import { bad, type Check, ofFindings, passed, unreadable, waits } from './check.ts';
import { isSolutionToCreate } from './vendor-solution.ts';

/** The integration names our solution and has the settings of the guides. */
export const managedDevicesIntegration: Check = {
  id: 'managed-devices-integration',
  area: 'solution',
  title: 'Managed devices integration',
  guide: 'step-5',
  path: ['System', 'Setup Tables', 'Managed Devices Integration'],
  async run(reads) {
    const { settings, integrations } = reads;
    const wanted = settings.managementSolution;
    const found = await integrations();
    if (!found.ok) return unreadable(found.failure);
    if (await isSolutionToCreate(reads)) {
      return bad('failed', ['ConnectWise has no managed devices integration for backup services.'], {
        nextStep: 'Have it created together with the management solution.',
        fix: { kind: 'plan', label: 'Create the integration' },
      });
    }
    if (wanted === '') return waits('Not checked: no management solution is chosen.');
    const context = { managementSolution: wanted, services: [], integrations: [], tickets: NO_TICKETS };
    const values = [
      { label: 'Name', value: wanted },
      { label: 'Solution', value: wanted },
      { label: 'Login By', value: 'Global' },
      { label: 'Disable Newly discovered Cross-References', value: 'checked' },
      { label: 'Billing Level', value: 'Detailed' },
      { label: 'Match on Serial Number', value: 'checked' },
    ];
    const ours = found.value.rows.filter(({ name, solution }) => isOurIntegration(context, { name, solution }));
    const [first] = [...ours].sort((a, b) => Number(b.solution === wanted) - Number(a.solution === wanted));
    if (!first) {
      return bad('failed', [`ConnectWise has no managed devices integration for “${literalText(wanted)}”.`], {
        nextStep: 'Have it created, or make it in ConnectWise with these values.',
        fix: { kind: 'plan', label: 'Create the integration' },
        values,
      });
    }
    const findings = checkIntegration(context, draftOf(first));
    const others =
      ours.length > 1 ? [`{${ours.length}} integrations have this name; “${literalText(first.name)}” is checked.`] : [];
    const state = ofFindings(findings);
    if (state === 'ok' && others.length === 0) {
      return passed(`“${literalText(first.name)}” serves “${literalText(wanted)}” with the settings of the guide.`);
    }
    return bad(state === 'ok' ? 'warning' : state, [...findings.map(({ message }) => message), ...others], {
      nextStep: findings.length ? 'Have it corrected, or change it in ConnectWise.' : 'Keep one of them.',
      ...(findings.length && { fix: { kind: 'plan', label: 'Fix the integration' } as const }),
      values,
    });
  },
};

const NO_TICKETS = { board: null, newStatus: null };

function draftOf(row: ManagedDevicesIntegration) {
  return {
    name: row.name,
    solution: row.solution,
    loginBy: row.loginBy ?? '',
    disableNewCrossReferences: row.disableNewCrossReferencesFlag,
    billingLevel: row.defaultBillingLevel ?? '',
    matchOnSerialNumber: row.matchOnSerialNumberFlag,
  };
}
