import type { Finding } from '../../finding.ts';
import { additionFaultsOnce } from '../each-fault-once.ts';
import { addAgreementState } from './add-agreement-state.ts';
import { addAgreementType } from './add-agreement-type.ts';
import { addAllowance } from './add-allowance.ts';
import { addBill } from './add-bill.ts';
import { addCancelled } from './add-cancelled.ts';
import { addDescription } from './add-description.ts';
import { addDrift } from './add-drift.ts';
import { addDuplicate } from './add-duplicate.ts';
import { addEffective } from './add-effective.ts';
import { addFlatFee } from './add-flat-fee.ts';
import { addLessIncluded } from './add-less-included.ts';
import { addMissing } from './add-missing.ts';
import { addPrice } from './add-price.ts';
import { addProduct } from './add-product.ts';
import { addSerialCompany } from './add-serial-company.ts';
import { addSerialFormat } from './add-serial-format.ts';
import { addSerialMissing } from './add-serial-missing.ts';
import { addSerialUnknown } from './add-serial-unknown.ts';
import { addUnchecked } from './add-unchecked.ts';
import { type AdditionSubject, type AdditionsSubject, onRunningAgreements, todayOf } from './addition-subject.ts';

export type { AdditionSubject, AdditionsSubject } from './addition-subject.ts';

/** All rules about one addition, in the order of docs/reference/rules.md#finding-codes. */
const ADDITION_RULES: readonly ((subject: AdditionSubject) => Finding[])[] = [
  addSerialFormat,
  addSerialUnknown,
  addSerialCompany,
  addSerialMissing,
  addProduct,
  addFlatFee,
  addAgreementType,
  addAgreementState,
  addDuplicate,
  addEffective,
  addCancelled,
  addBill,
  addLessIncluded,
  addAllowance,
  addPrice,
  addDescription,
  addDrift,
  addUnchecked,
];

/** Checks one addition, stored or being typed. Rules whose facts are absent stay silent. */
export function checkAddition(subject: AdditionSubject): Finding[] {
  const dated = withToday(subject);
  return ADDITION_RULES.flatMap((rule) => rule(dated));
}

/** Checks all additions of a company, and that none is missing. */
export function checkAdditions(subject: AdditionsSubject): Finding[] {
  const dated = withToday(subject);
  const { agreements = [], today } = dated;
  const byId = new Map(agreements.map((agreement) => [agreement.id, agreement]));
  const additions = onRunningAgreements(subject.additions, agreements, today);
  const findings = subject.additions.flatMap((addition) =>
    checkAddition({ ...dated, additions, addition, agreement: byId.get(addition.agreementId) }),
  );
  return additionFaultsOnce([...findings, ...addMissing({ ...dated, additions })], additions);
}

/** Every rule asks what day it is: worked out once. */
function withToday<T extends AdditionSubject | AdditionsSubject>(subject: T): T {
  const today = todayOf(subject);
  return today === undefined ? subject : { ...subject, today };
}
