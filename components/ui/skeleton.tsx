/** Stands where content will be while it is asked for. */
export function Skeleton() {
  return (
    <div class="bb-skeleton" role="status">
      <span class="bb-visually-hidden">Loading …</span>
    </div>
  );
}
