import type { ComponentChildren } from 'preact';
import { NEEDS } from './texts.ts';

interface NeedsProps {
  needs: readonly { what: string; where: string }[];
  children?: ComponentChildren;
}

/** What a step needs, and where each of it is found. */
export function Needs({ needs, children }: NeedsProps) {
  return (
    <details class="bb-needs">
      <summary>{NEEDS.heading}</summary>
      <dl>
        {needs.map(({ what, where }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{where}</dd>
          </div>
        ))}
      </dl>
      {children}
    </details>
  );
}
