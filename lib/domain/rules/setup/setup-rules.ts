import type { Finding } from '../../finding.ts';
import type { SetupContext } from '../../setup-context.ts';
import { setBillingLevel } from './set-billing-level.ts';
import { setBlank } from './set-blank.ts';
import { setItLogin } from './set-it-login.ts';
import { setItName } from './set-it-name.ts';
import { setItType } from './set-it-type.ts';
import { setLoginBy } from './set-login-by.ts';
import { setMatchSerial } from './set-match-serial.ts';
import { setNewXref } from './set-new-xref.ts';
import { setSolution } from './set-solution.ts';
import { setStatusClosed } from './set-status-closed.ts';
import { setStatusXref } from './set-status-xref.ts';
import { setXrefAgreementType } from './set-xref-agreement-type.ts';
import { setXrefConfiguration } from './set-xref-configuration.ts';
import { setXrefDuplicate } from './set-xref-duplicate.ts';
import { setXrefMissing } from './set-xref-missing.ts';
import { setXrefProduct } from './set-xref-product.ts';
import { setXrefService } from './set-xref-service.ts';
import { setXrefSpelling } from './set-xref-spelling.ts';
import {
  type BoardStatusDraft,
  type CrossReferenceDraft,
  type CrossReferencesSubject,
  type IntegrationDraft,
  type IntegrationSubject,
  looseKey,
  type ManagementSolutionDraft,
  type ManagementSolutionSubject,
  meansOurSolution,
} from './setup-subject.ts';

export type {
  BoardStatusDraft,
  CrossReferenceDraft,
  IntegrationDraft,
  ManagementSolutionDraft,
} from './setup-subject.ts';

/** In the order of docs/reference/setup-guides.md#step-5. */
const INTEGRATION_RULES: readonly ((subject: IntegrationSubject) => Finding[])[] = [
  setSolution,
  setLoginBy,
  setNewXref,
  setBillingLevel,
  setMatchSerial,
  setBlank,
];

/** Rules that speak about one cross-reference. */
const CROSS_REFERENCE_RULES: readonly ((subject: CrossReferencesSubject) => Finding[])[] = [
  setXrefService,
  setXrefSpelling,
  setXrefConfiguration,
  setXrefAgreementType,
  setXrefProduct,
];

const MANAGEMENT_SOLUTION_RULES: readonly ((subject: ManagementSolutionSubject) => Finding[])[] = [
  setItType,
  setItName,
  setItLogin,
];

/** Whether an integration is the configured one, by its name or solution, even where case or blanks differ. */
export function isOurIntegration(context: SetupContext, { name, solution }: IntegrationDraft): boolean {
  return meansOurSolution(context, name, solution);
}

/**
 * Checks the details of an integration (docs/reference/setup-guides.md#figure-6). One of another product is not checked,
 * nor any before one is chosen.
 */
export function checkIntegration(context: SetupContext, draft: IntegrationDraft): Finding[] {
  if (!isOurIntegration(context, draft)) return [];
  return INTEGRATION_RULES.flatMap((rule) => rule({ context, draft }));
}

/**
 * Checks the list of cross-references (docs/reference/setup-guides.md#figure-7) of our integration: the caller makes
 * sure that it is ours.
 * @param complete whether `rows` are all there are; a list may be shown in parts, and then none can be called missing
 */
export function checkCrossReferences(
  context: SetupContext,
  rows: readonly CrossReferenceDraft[],
  complete: boolean,
): Finding[] {
  const subject = { context, rows };
  return [
    ...CROSS_REFERENCE_RULES.flatMap((rule) => rule(subject)),
    ...setXrefDuplicate(subject),
    ...(complete ? setXrefMissing(subject) : []),
  ];
}

/** Checks one cross-reference of our integration while it is typed. A form in which nothing is typed yet is not checked. */
export function checkCrossReference(context: SetupContext, draft: CrossReferenceDraft): Finding[] {
  return CROSS_REFERENCE_RULES.flatMap((rule) => rule({ context, rows: [draft] }));
}

/**
 * Checks a management solution (docs/reference/setup-guides.md#figure-5), if it is the configured one by either of its
 * names.
 */
export function checkManagementSolution(context: SetupContext, draft: ManagementSolutionDraft): Finding[] {
  if (!meansOurSolution(context, draft.name, draft.customName)) return [];
  return MANAGEMENT_SOLUTION_RULES.flatMap((rule) => rule({ context, draft }));
}

/**
 * Checks the status that new tickets get (docs/reference/setup-guides.md#figure-1): the one that the settings choose,
 * else the board's status whose escalation is Not Responded, see `openingStatus`. Silent where the board has none, or
 * ConnectWise could not be asked.
 */
export function checkBoardStatus(context: SetupContext, draft: BoardStatusDraft): Finding[] {
  const { board, newStatus } = context.tickets;
  if (!same(board, draft.board) || !same(newStatus, draft.description)) return [];
  return [setStatusXref, setStatusClosed].flatMap((rule) => rule({ context, draft }));
}

function same(one: string | null, other: string | undefined): boolean {
  return one !== null && other !== undefined && looseKey(one) === looseKey(other);
}
