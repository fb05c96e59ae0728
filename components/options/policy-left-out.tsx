import type { LeftOutPart } from '../../lib/domain/policy.ts';
import { POLICY_TEXTS } from './texts/policy.ts';

/** Parts of the policy that are not valid, each with its value and what it may be; nothing where all are. */
export function PolicyLeftOut({ parts }: { parts: readonly LeftOutPart[] | undefined }) {
  if (!parts || parts.length === 0) return null;
  return (
    <section class="bb-card" aria-label={POLICY_TEXTS.leftOut}>
      <header class="bb-card-head">
        <h2>{POLICY_TEXTS.leftOut}</h2>
      </header>
      <p>{POLICY_TEXTS.leftOutAbout}</p>
      <ul>
        {parts.map(({ name, value, nextStep }) => (
          <li key={name}>
            <strong>{name}</strong>
            {value !== undefined && <span>: {value}</span>}
            <p class="bb-hint">{nextStep}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
