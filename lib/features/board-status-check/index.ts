import { type BoardStatusDraft, checkBoardStatus } from '../../domain/rules/setup/setup-rules.ts';
import { recordKey } from '../../host/screens.ts';
import { startSetupCheck } from '../marks/setup-check.ts';
import { type SetupForm, setupForm } from '../marks/setup-form.ts';
import type { PageFeature, PageFeatureContext } from '../page-feature.ts';

/**
 * Checks the status of a service board (docs/reference/setup-guides.md#figure-1) that the settings use for new tickets.
 */
export const boardStatusCheck: PageFeature = {
  id: 'board-status-check',
  when: (screen) => (screen.boardStatusForm ? recordKey(screen) : null),
  start,
};

function start(work: PageFeatureContext): Promise<void> {
  return startSetupCheck(work, {
    name: 'board-status-check',
    subject: 'status',
    read(context) {
      const { boardStatusForm: form, location } = work.screen();
      if (!form) return { findings: [], forms: [] };
      return { findings: checkBoardStatus(context, readStatus(setupForm(form, location.locale))), forms: [form] };
    },
  });
}

function readStatus(form: SetupForm): BoardStatusDraft {
  return {
    ...form.chosen('description', 'statusDescription'),
    ...form.chosen('board', 'statusBoard'),
    ...form.word('externalXRef', 'externalIntegrationXRef'),
    ...form.flag('closed', 'closedStatus'),
    ...form.flag('inactive', 'statusInactive'),
  };
}
