import { findSolution } from '../domain/management-solution.ts';
import { checkManagementSolution } from '../domain/rules/setup/setup-rules.ts';
import { literalText } from '../shared/text-values.ts';
import { bad, type Check, ofFindings, passed, unreadable } from './check.ts';
import { hasVendorSolution } from './vendor-solution.ts';

/** The management solution exists, is of type Custom, has its name twice and no login. */
export const managementSolution: Check = {
  id: 'management-solution',
  area: 'solution',
  title: 'Management solution',
  guide: 'step-4',
  path: ['System', 'Setup Tables', 'Management IT'],
  async run({ settings, solutions }) {
    const wanted = settings.managementSolution;
    const found = await solutions();
    if (!found.ok) return unreadable(found.failure);
    const { rows } = found.value;
    const name = literalText(wanted);
    if (wanted === '') {
      return bad('failed', ['No management solution is chosen.'], {
        nextStep: 'Choose it under Options › Services & products, or have it created.',
        fix: hasVendorSolution(rows)
          ? { kind: 'place', label: 'Choose the solution', place: 'services' }
          : { kind: 'plan', label: 'Create the management solution' },
      });
    }
    const values = [
      { label: 'Name', value: wanted },
      { label: 'Management IT Solution', value: 'Custom' },
      { label: 'Custom Solution Name', value: wanted },
    ];
    const context = { managementSolution: wanted, services: [], integrations: [], tickets: NO_TICKETS };
    const drafts = rows.map((row) => ({
      row,
      findings: checkManagementSolution(context, {
        name: row.name,
        type: row.managementItSolutionType,
        customName: row.managementSolutionName,
        hasLoginName: row.globalLoginFlag,
      }),
    }));
    const exact = findSolution(rows, wanted);
    const ours = drafts.find(({ row, findings }) => (exact ? row.id === exact.id : findings.length > 0));
    if (!ours) {
      const unread = found.value.unreadable.length
        ? [`{${found.value.unreadable.length}} of the table’s rows could not be read.`]
        : [];
      return bad('failed', [`ConnectWise has no management solution “${name}”.`, ...unread], {
        nextStep: 'Have it created, or choose another one under Options › Services & products.',
        fix: { kind: 'plan', label: 'Create the management solution' },
        values,
      });
    }
    const { findings } = ours;
    const state = ofFindings(findings);
    if (state === 'ok')
      return passed(`“${name}” exists, of type Custom, with the same custom name and without a login.`);
    return bad(
      state,
      findings.map(({ message }) => message),
      {
        nextStep: 'Have it corrected, or change it in ConnectWise.',
        fix: { kind: 'plan', label: 'Fix the management solution' },
        values,
      },
    );
  },
};

const NO_TICKETS = { board: null, newStatus: null };
