import { bad, type Check, passed, unreadable } from './check.ts';

/** The site is reached over https and answers as ConnectWise does. */
export const siteUrl: Check = {
  id: 'site-url',
  area: 'connectwise',
  title: 'Site',
  guide: 'step-6a',
  async run({ site, siteAnswer }) {
    const connect = { kind: 'place', label: 'Open Connections', place: 'connections' } as const;
    if (!site) {
      return bad('failed', ['ConnectWise is not connected.'], {
        nextStep: 'Enter the address that you open ConnectWise with, such as na.myconnectwise.net.',
        fix: connect,
      });
    }
    const answer = await siteAnswer();
    // A site that denies the company ID has answered.
    if (!answer.ok && answer.failure.code !== 'unknown-company-id') {
      return { ...unreadable(answer.failure), state: 'failed', fix: connect };
    }
    return passed(
      `https://${site.site} answers${answer.ok && answer.value.version ? ` (${answer.value.version})` : ''}.`,
    );
  },
};
