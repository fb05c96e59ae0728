interface ProgressProps {
  /** What is going on; also the name of the bar. */
  label: string;
  done: number;
  /** 0: not known yet. */
  total: number;
}

/** How far something is, as a bar; without a known end it only moves. */
export function Progress({ label, done, total }: ProgressProps) {
  return <progress class="bb-progress" aria-label={label} {...(total > 0 ? { value: done, max: total } : {})} />;
}
