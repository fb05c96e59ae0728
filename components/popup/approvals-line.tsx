import { APPROVALS_LINE } from './texts.ts';

/** How many changes wait for a user's approval, and the way to them; nothing where none do. */
export function ApprovalsLine({ approvals }: { approvals: number }) {
  if (approvals === 0) return null;
  return (
    <section class="bb-mode-line" aria-label={APPROVALS_LINE.label}>
      <p>{APPROVALS_LINE.waiting(approvals)}</p>
      <a href="/options.html#approvals" target="_blank" rel="noreferrer">
        {APPROVALS_LINE.review}
      </a>
    </section>
  );
}
