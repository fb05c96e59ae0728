import { untilAnswered } from '../../content/until-answered.ts';
import type { HostScreen } from '../../host/screen.ts';
import { recordKey } from '../../host/screens.ts';
import type { PageFeature, PageFeatureContext } from '../page-feature.ts';
import type { DockedRecord } from '../panel/docked-record.ts';
import { companyOf } from '../recognize-record.ts';

/** Of a company itself; an agreement is below it, and its screens have work of their own on them. */
const OWN_SCREENS: readonly HostScreen['id'][] = ['company', 'company-management'];

/** The docked panel of the company whose record or agreement is open: health, findings, Sync now. */
export const companyPanel: PageFeature = {
  id: 'company-panel',
  when: (screen) =>
    screen.location.recordIds.length > 0 &&
    // In the setup table beside a company's entries: their marks hand fixes to the panel.
    (screen.company || screen.additionList || screen.additionForm || (screen.integrationTable && screen.managedIdList))
      ? recordKey(screen) + (screen.additionForm || screen.managedIdForm ? ' form' : '')
      : null,
  start,
};

async function start(work: PageFeatureContext): Promise<void> {
  // Not our site, or not connected yet: silent, the popup says what is missing; after connecting the panel comes by itself.
  const company = await untilAnswered(() => companyOf(work.screen(), work.send, work.site), work.signal);
  if (!company) return;
  const { companyId, name } = company;
  const docked = (): DockedRecord => ({
    record: { kind: 'company', companyId, name },
    onScreen: onScreen(work.screen()),
    opensByItself: OWN_SCREENS.includes(work.screen().id),
  });
  const panel = work.dock.show(work, docked());
  work.onLook(() => panel.update(docked()));
  work.channels.fixRequested.listen(panel.fix, work.signal);
  const read = async (): Promise<void> => {
    const answer = await untilAnswered(() => work.send('company.findings', { companyId }), work.signal);
    if (answer) panel.summarize(answer.summary);
  };
  work.channels.storedChanged.listen(() => void read(), work.signal);
  await read();
}

/** What of the records that a run may write ConnectWise's own screen shows. */
function onScreen({ managedIdList, managedIdForm, additionList, additionForm, location }: HostScreen) {
  const hasAdditions = additionList !== null || additionForm !== null;
  return {
    entries: managedIdList !== null || managedIdForm !== null,
    agreementIds: hasAdditions ? location.recordIds.slice(0, 20) : [],
  };
}
