import type { SetupReport } from '../../lib/domain/setup-check.ts';
import { readTime } from '../../lib/shared/time.ts';
import { formatMoment } from '../ui/format.ts';
import { formatText } from '../ui/format-text.ts';
import { areasOf } from './areas.ts';
import { AREA_NAMES, countsSentence, PRINTED, STATE_WORDS } from './texts.ts';

/** The report on one page of paper; on the screen it is not shown. */
export function PrintedReport({ report }: { report: SetupReport }) {
  const madeAt = readTime(report.madeAt);
  return (
    <section class="bb-printed" aria-hidden="true">
      <h1>{PRINTED.title}</h1>
      <p>
        {PRINTED.made(
          madeAt === undefined ? report.madeAt : formatMoment(madeAt),
          report.tenant ?? PRINTED.none,
          report.portal ?? PRINTED.none,
        )}{' '}
        {countsSentence(report.checks)}.
      </p>
      <table>
        <thead>
          <tr>
            {PRINTED.heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {areasOf(report.checks).map(({ area, checks }) => (
          <tbody key={area}>
            <tr>
              <th colSpan={4} scope="rowgroup">
                {AREA_NAMES[area]}
              </th>
            </tr>
            {checks.map(({ id, title, state, evidence, nextStep, path = [] }) => (
              <tr key={id}>
                <td>{title}</td>
                <td>{STATE_WORDS[state]}</td>
                <td>{evidence.map((sentence) => formatText(sentence)).join(' ')}</td>
                <td>
                  {state === 'ok' ? '' : [nextStep && formatText(nextStep), path.join(' › ')].filter(Boolean).join(' ')}
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  );
}
