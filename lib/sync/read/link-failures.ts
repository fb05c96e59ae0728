import type { Failure } from '../../shared/errors.ts';
import { literalText } from '../../shared/text-values.ts';

/** What `hasLiveSuccessor` means for work that was begun on the company: it is done again, on the other one. */
export function replaced(companyName: string): Failure {
  return {
    code: 'conflict',
    message: `${literalText(companyName)} is no longer active, and another company carries the EFS id.`,
    nextStep: 'The active company is looked for and updated instead.',
  };
}

/** What it means that a link is gone: the customer's company is looked for again. */
export function noLongerLinked(companyName: string): Failure {
  return {
    code: 'conflict',
    message: `${literalText(companyName)} no longer carries the EFS id.`,
    nextStep: 'The company that does is looked for.',
  };
}

/** Why nothing is written for a customer whose id is on several live companies. */
export function ambiguous(efsId: string, companies: string): Failure {
  return {
    code: 'needs-user',
    message: `${efsId} is on ${companies}, so nothing is written to any of them.`,
    nextStep: 'Remove the managed-id entries from the company that it does not belong to.',
    value: efsId,
  };
}

/** Why nothing is written for a customer whom only a user can link. */
export function notConfirmed(customer: string): Failure {
  return {
    code: 'not-linked',
    message: `${customer} is not linked to a company yet, so nothing is written for it.`,
    nextStep: 'Confirm its company under Options › Companies.',
  };
}

/** Why nothing of the portal is written to a company. */
export function companyNotLinked(companyName: string): Failure {
  return {
    code: 'not-linked',
    message: `No customer of the portal is linked to ${literalText(companyName)}, so nothing of it is written there.`,
    nextStep: 'Link it under Options › Companies.',
  };
}

export function notLinked(efsId: string): Failure {
  return {
    code: 'not-linked',
    message: `No company in ConnectWise is known to carry ${efsId}.`,
    nextStep: `Open the company's page in ConnectWise once, or add its two managed-id entries with ${efsId}.`,
    value: efsId,
  };
}
