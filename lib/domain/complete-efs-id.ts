import { formatEfsId, readEfsId } from './efs-id.ts';
import { nameWords } from './same-name.ts';

/** A customer of the portal, as a field's checks know it. */
interface Known {
  id: string;
  name: string;
}

/** Shorter beginnings of a name fit too many customers. */
const SHORTEST_NAME = 3;
/** REST: CompanyManagementSummary.groupIdentifier, max 100 (docs/reference/connectwise-rest.md#managed-id-entries). */
const LONGEST = 100;

/**
 * Returns the customer that an unfinished text names: its number without the prefix (`342`), or the beginning of the words of its
 * name (`Eddie`). Undefined where none fits, or several do. An offer for a click, never what a text means by itself: serial numbers
 * of other products are numbers too.
 */
export function completeEfsId(
  text: string,
  prefix: string,
  customers: readonly Known[] = [],
): { efsId: string; name: string } | undefined {
  if (text.length > LONGEST) return undefined;
  const typed = text.trim();
  const number = /^0*([1-9]\d*)$/.exec(typed)?.[1];
  const fitting = number
    ? customers.filter(({ id }) => id === number)
    : typed.length >= SHORTEST_NAME && /\p{L}/u.test(typed)
      ? named(customers, typed)
      : [];
  const [only] = fitting;
  return only && fitting.length === 1 ? { efsId: formatEfsId(only.id, prefix), name: only.name } : undefined;
}

/** Returns the name of the customer of a canonical EFS id; undefined where the portal's customers do not hold it. */
export function customerNameOf(efsId: string, prefix: string, customers: readonly Known[] = []): string | undefined {
  const reading = readEfsId(efsId, prefix);
  return reading.ok ? customers.find(({ id }) => id === reading.customerId)?.name : undefined;
}

/** One whose name is just that comes before those whose names begin so. */
function named(customers: readonly Known[], typed: string): Known[] {
  const words = nameWords(typed);
  if (!words.length) return [];
  const exact = customers.filter(({ name }) => nameWords(name).join(' ') === words.join(' '));
  if (exact.length) return exact;
  return customers.filter(({ name }) => {
    const own = nameWords(name);
    return words.every((word) => own.some((one) => one.startsWith(word)));
  });
}
