import { LOADING } from './texts.ts';

/** Stands where content will be while it is read. @param silent what is around it says so already */
export function Skeleton({ silent = false }: { silent?: boolean }) {
  return (
    <div class="bb-skeleton" {...(silent ? { 'aria-hidden': true } : { role: 'status' })}>
      {!silent && <span class="bb-visually-hidden">{LOADING}</span>}
    </div>
  );
}
