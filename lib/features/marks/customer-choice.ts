import { meantEfsId, readEfsId } from '../../domain/efs-id.ts';
import type { ManagedIdContext } from '../../domain/entry-context.ts';
import type { Finding } from '../../domain/finding.ts';
import type { MarkedField } from './field-marks.tsx';

/** Problems that naming another customer solves. */
const NAMES_NO_CUSTOMER = new Set(['MID-UNKNOWN', 'ADD-SERIAL-UNKNOWN', 'ADD-SERIAL-MISSING', 'ADD-SERIAL-COMPANY']);
const UNREADABLE = new Set(['MID-FORMAT', 'ADD-SERIAL-FORMAT']);

/**
 * What a customer can be chosen from at a field that holds an EFS id; undefined where nothing is to be chosen: the id is right, a
 * click corrects it, or the portal's customers are not known.
 */
export function choiceFor(
  text: string,
  findings: readonly Finding[],
  context: Pick<ManagedIdContext, 'prefix' | 'entries' | 'customers' | 'canSearch'> | undefined,
): MarkedField['choice'] {
  if (!context?.canSearch) return undefined;
  const useful =
    text.trim() === '' ||
    findings.some(({ code, correction }) => NAMES_NO_CUSTOMER.has(code) || (UNREADABLE.has(code) && !correction));
  return useful ? { customers: context.customers, first: ownIds(context), prefix: context.prefix } : undefined;
}

/** Customer ids that the company's entries carry or plainly mean. */
function ownIds({ entries, prefix }: Pick<ManagedIdContext, 'prefix' | 'entries'>): string[] {
  const ids = entries.flatMap(({ groupIdentifier }) => {
    const reading = readEfsId(meantEfsId(groupIdentifier, prefix) ?? '', prefix);
    return reading.ok ? [reading.customerId] : [];
  });
  return [...new Set(ids)];
}
