import { Fragment } from 'preact';
import { SettingsFileCard } from './settings-file-card.tsx';
import { ABOUT } from './texts/about.ts';

/** What this is, what it touches, and where it stops. */
export function AboutSection({ version }: { version: string }) {
  return (
    <>
      <h1>{ABOUT.heading}</h1>
      <p class="bb-lead">
        {ABOUT.leadBefore(version)}
        <a href="/third-party-licenses.txt">{ABOUT.leadLink}</a>
        {ABOUT.leadAfter}
      </p>
      <SettingsFileCard />
      <div class="bb-card bb-prose">
        {[ABOUT.data, ABOUT.keys, ABOUT.neverWritten, ABOUT.runs].map(({ heading, text }) => (
          <Fragment key={heading}>
            <h2>{heading}</h2>
            <p>{text}</p>
          </Fragment>
        ))}
      </div>
    </>
  );
}
