import { literalText } from '../shared/text-values.ts';
import { type Check, passed, unreadable, waits } from './check.ts';

/** The site knows the company ID that ConnectWise is signed in to with. */
export const companyId: Check = {
  id: 'company-id',
  area: 'connectwise',
  title: 'Company ID',
  guide: 'step-6a',
  async run({ site, siteAnswer }) {
    const answer = await siteAnswer();
    if (answer.ok)
      return passed(`${site?.site ?? 'ConnectWise'} knows the company ID “${literalText(site?.companyId ?? '')}”.`);
    const { failure } = answer;
    if (failure.code === 'not-connected') return unreadable(failure);
    if (failure.code !== 'unknown-company-id') return waits('Not checked: the site did not answer.');
    return {
      ...unreadable(failure),
      state: 'failed',
      fix: { kind: 'place', label: 'Open Connections', place: 'connections' },
    };
  },
};
