import { NEEDED_RIGHTS, type NeededRight } from '../../lib/domain/needed-rights.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { RIGHTS, rightLine } from './texts.ts';

/** What the API member's security role needs, right where it is needed, and as text to copy. */
export function RightsList() {
  const functions = [...Map.groupBy(NEEDED_RIGHTS, ({ name }) => name)];
  const asText = functions.map(([name, rights]) => rightLine(name, rights)).join('\n');
  return (
    <details class="bb-rights">
      <summary>{RIGHTS.title(functions.length)}</summary>
      <p class="bb-hint">{RIGHTS.where}</p>
      <div class="bb-table-scroll">
        <table class="bb-table">
          <thead>
            <tr>
              {RIGHTS.heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {functions.map(([name, rights]) => (
              <tr key={name}>
                <td>{name}</td>
                <td>{levelsOf(rights)}</td>
                <td>
                  {usesOf(rights).map(({ why, isOptional }) => (
                    <div key={why}>
                      {why} {isOptional && <span class="bb-hint">{RIGHTS.optional}</span>}
                    </div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>
        <CopyButton text={asText} label={RIGHTS.copy} />
      </p>
    </details>
  );
}

function levelsOf(rights: readonly NeededRight[]): string {
  return rights.map(({ level }) => level).join(', ');
}

/** What a function's rights are for, each once, with its levels where they are not for the same. */
function usesOf(rights: readonly NeededRight[]): { why: string; isOptional: boolean }[] {
  const groups = [...Map.groupBy(rights, ({ why }) => why).values()];
  return groups.flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const why = groups.length > 1 ? RIGHTS.use(levelsOf(group), first.why) : first.why;
    return [{ why, isOptional: first.use === 'optional' }];
  });
}
