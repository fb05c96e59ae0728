import { checkManagementSolution, type ManagementSolutionDraft } from '../../domain/rules/setup/setup-rules.ts';
import { recordKey } from '../../host/screens.ts';
import { startSetupCheck } from '../marks/setup-check.ts';
import { type SetupForm, setupForm } from '../marks/setup-form.ts';
import type { PageFeature, PageFeatureContext } from '../page-feature.ts';

/**
 * Checks Setup Tables › Management IT Solution (docs/reference/setup-guides.md#figure-5) for the configured management
 * solution, while it is typed.
 */
export const managementSolutionCheck: PageFeature = {
  id: 'management-solution-check',
  when: (screen) => (screen.managementSolutionForm ? recordKey(screen) : null),
  start,
};

function start(work: PageFeatureContext): Promise<void> {
  return startSetupCheck(work, {
    name: 'management-solution-check',
    subject: 'management solution',
    read(context) {
      const { managementSolutionForm: form, location } = work.screen();
      if (!form) return { findings: [], forms: [] };
      const draft = readManagementSolution(setupForm(form, location.locale));
      return { findings: checkManagementSolution(context, draft), forms: [form] };
    },
  });
}

function readManagementSolution(form: SetupForm): ManagementSolutionDraft {
  return {
    ...form.exact('name', 'managementSolutionName'),
    ...form.word('type', 'managementSolutionType'),
    ...form.exact('customName', 'customSolutionName'),
    ...form.filled('hasLoginName', 'loginName'),
    ...form.filled('hasLoginPassword', 'loginPassword'),
  };
}
