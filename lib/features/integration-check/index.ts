import { checkCrossReference, checkIntegration } from '../../domain/rules/setup/setup-rules.ts';
import type { SetupContext } from '../../domain/setup-context.ts';
import { recordKey } from '../../host/screens.ts';
import type { MarkedRow } from '../marks/list-rows.ts';
import { rowMarks } from '../marks/row-marks.tsx';
import { type SetupReading, startSetupCheck } from '../marks/setup-check.ts';
import { setupForm } from '../marks/setup-form.ts';
import type { PageFeature, PageFeatureContext } from '../page-feature.ts';
import { createListCheck } from './cross-reference-list.ts';
import { readCrossReference, readIntegration } from './draft.ts';
import { createIsOurIntegration, type IsOurIntegration } from './is-our-integration.ts';

/**
 * Checks the configured integration and its cross-references (docs/reference/setup-guides.md#step-5), while they are
 * typed.
 */
export function createIntegrationCheck(): PageFeature {
  const ours = createIsOurIntegration();
  return {
    id: 'integration-check',
    when: (screen) =>
      screen.integrationForm || screen.crossReferenceList || screen.crossReferenceForm ? recordKey(screen) : null,
    start: (work) => start(work, ours),
  };
}

function start(work: PageFeatureContext, ours: IsOurIntegration): Promise<void> {
  const markRows = rowMarks(work, 'integration-check-rows', labelOf);
  const checkList = createListCheck();
  const read = (context: SetupContext): SetupReading => {
    const screen = work.screen();
    const { integrationForm, crossReferenceForm, crossReferenceList, location } = screen;
    const isOurs = ours(screen, context);
    const list = isOurs && crossReferenceList ? checkList(context, crossReferenceList) : undefined;
    markRows(list?.rows ?? []);
    if (!isOurs) return { findings: [], forms: [], shown: [] };
    const details = integrationForm && readIntegration(setupForm(integrationForm, location.locale));
    const typed = crossReferenceForm && readCrossReference(setupForm(crossReferenceForm, location.locale));
    return {
      forms: [integrationForm, crossReferenceForm].filter((form) => form !== null),
      findings: [
        ...(details ? checkIntegration(context, details) : []),
        ...(typed ? checkCrossReference(context, typed) : []),
        ...(list?.findings ?? []),
      ],
      shown: list?.rows.flatMap((row) => row.findings) ?? [],
    };
  };
  return startSetupCheck(work, { name: 'integration-check', subject: 'integration', read });
}

function labelOf({ cells }: MarkedRow): string {
  return [cells.crossReferenceType, cells.crossReferenceLevel].filter(Boolean).join(', ') || 'cross-reference';
}
