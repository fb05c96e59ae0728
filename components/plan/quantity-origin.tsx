import type { QuantityTrace } from '../../lib/domain/quantity-trace.ts';
import { Age } from '../ui/age.tsx';
import { formatText } from '../ui/format-text.ts';
import { ORIGIN } from './texts/origin.ts';

/** What a quantity is made of, folded: the accounts with their usage, what does not count and why, who measured it and when. */
export function QuantityOrigin({ measured = [] }: { measured: readonly QuantityTrace[] | undefined }) {
  return (
    <>
      {measured.map((trace) => (
        <Origin key={trace.service} trace={trace} isNamed={measured.length > 1} />
      ))}
    </>
  );
}

function Origin({ trace, isNamed }: { trace: QuantityTrace; isNamed: boolean }) {
  const { title, unit, quantity, rounding, parts, moreParts, excluded, moreExcluded, deducted, source, readAt } = trace;
  return (
    <details class="bb-folded bb-origin">
      <summary>{ORIGIN.heading(quantity, unit, isNamed ? title : '')}</summary>
      <table>
        <caption class="bb-visually-hidden">{ORIGIN.parts(title)}</caption>
        <tbody>
          {parts.map(({ name, amount, url, accountId, ...figure }, nth) => (
            <tr key={accountId ?? `${name} ${nth}`}>
              <th scope="row">
                {url ? (
                  <a href={url} target="_blank" rel="noreferrer">
                    {name}
                  </a>
                ) : (
                  name
                )}
                {figure.period && <span class="bb-hint"> {ORIGIN.period(figure.period)}</span>}
                {figure.source && figure.readAt && (
                  <span class="bb-hint">
                    {' '}
                    {ORIGIN.readBefore(figure.source)}
                    <Age at={figure.readAt} />
                  </span>
                )}
              </th>
              <td>{ORIGIN.amount(amount, unit)}</td>
            </tr>
          ))}
          {deducted !== undefined && (
            <tr>
              <th scope="row">{ORIGIN.deducted}</th>
              <td>−{ORIGIN.amount(deducted, unit)}</td>
            </tr>
          )}
        </tbody>
      </table>
      {moreParts > 0 && <p class="bb-hint">{ORIGIN.moreParts(moreParts)}</p>}
      {excluded.length > 0 && (
        <>
          <p class="bb-strong">{ORIGIN.excluded}</p>
          <ul>
            {excluded.map(({ name, why }, nth) => (
              <li key={`${name} ${nth}`}>
                {name}: {formatText(why)}
              </li>
            ))}
          </ul>
          {moreExcluded > 0 && <p class="bb-hint">{ORIGIN.moreParts(moreExcluded)}</p>}
        </>
      )}
      <p class="bb-hint">
        {ORIGIN.rounding[rounding]} {ORIGIN.readBefore(source)}
        <Age at={readAt} />.
      </p>
    </details>
  );
}
