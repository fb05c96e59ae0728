import type { JsonValue } from '../../shared/json.ts';
import type { Correction, Finding, FindingPlace, Fix } from '../finding.ts';
import { FINDING_SEVERITY, type FindingCode } from '../finding-codes.ts';

export interface Report {
  where: FindingPlace;
  message: string;
  seen: JsonValue;
  expected: JsonValue;
  /** Distinguishes several findings of one code at one place, e.g. the EFS id of an incomplete pair. */
  about?: string;
  correction?: Correction | undefined;
  fix?: Fix | undefined;
}

/** Makes a finding: severity from the catalogue, id from code and place, so that the same problem keeps its id. */
export function report(code: FindingCode, { about, correction, fix, ...rest }: Report): Finding {
  const { resource, companyId, agreementId, recordId, field } = rest.where;
  return {
    id: [code, resource, companyId, agreementId, recordId, field, about].map((part) => part ?? '').join('/'),
    code,
    severity: FINDING_SEVERITY[code],
    ...rest,
    ...(correction && { correction }),
    ...(fix && { fix }),
  };
}
