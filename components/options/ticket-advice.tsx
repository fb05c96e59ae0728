import { ADVICE } from './texts/tickets.ts';

/** What the guides warn of (docs/reference/setup-guides.md#troubleshooting-a), and how it is here. */
export function TicketAdvice() {
  return (
    <section class="bb-card bb-prose" aria-label={ADVICE.label}>
      <h2>{ADVICE.moved}</h2>
      <p>{ADVICE.movedText}</p>
      <ul>
        {ADVICE.allowed.map((what) => (
          <li key={what}>{what}</li>
        ))}
      </ul>
      <p>{ADVICE.reference}</p>
      <h2>{ADVICE.two}</h2>
      <p>{ADVICE.twoText}</p>
    </section>
  );
}
