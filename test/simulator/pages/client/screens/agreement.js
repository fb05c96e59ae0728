import { TABS } from '../places.js';
import { gss, late } from '../ui/boot.js';
import { el } from '../ui/dom.js';
import { display, textField } from '../ui/fields.js';
import { formatDay, formatStamp } from '../ui/format.js';
import { messageArea } from '../ui/message-area.js';
import { fieldRow, pod, pods } from '../ui/pod.js';
import { tabPanel } from '../ui/tabs.js';
import { formButtons, HELP, toolbar } from '../ui/toolbar.js';
import { additionsTab } from './agreement-additions.js';
import { emptyTab } from './empty-tab.js';

/** As in docs/reference/setup-guides.md#figure-19. */
const LABELS = {
  agreement: 'Agreement',
  additions: 'Additions',
  adjustments: 'Adjustments',
  agreements: 'Agreements',
  workroles: 'Work Roles',
  worktypes: 'Work Types',
  sites: 'Sites',
  invoice: 'Invoice',
  service: 'Service',
  audittrail: 'Audit Trail',
};

function agreementTab(app, back) {
  const name = textField('agreementName', { maxLength: 100 });
  const values = {
    type: display('agreementType'),
    companyName: display('company'),
    status: display('agreementStatus'),
    startDate: display('startDate', { format: formatDay }),
    endDate: display('endDate', { format: (iso) => formatDay(iso) || 'No Ending Date' }),
    billingCycle: display('billingCycle'),
  };
  const message = messageArea();
  let current = null;

  async function load(place) {
    const agreement = await app.call('Finance', 'GetAgreement', { agreementRecID: place.agreement });
    await late();
    if (!app.isCurrent(place)) return;
    current = place;
    name.set(agreement.name);
    for (const [key, value] of Object.entries(values)) value.set(agreement[key]);
    message.info('');
    message.stamp(formatStamp(agreement));
  }

  const save = (thenClose) =>
    message.attempt(async () => {
      await app.call('Finance', 'SaveAgreement', { agreementRecID: current.agreement, name: name.get() });
      if (thenClose) return back(current);
      await load(current);
      message.info('Agreement saved.');
    });

  return {
    element: el(
      'div',
      {},
      toolbar([...formButtons({ back: () => back(current), save }), HELP]),
      message.element,
      pods(
        pod('agreement_detail', 'Agreement', [
          fieldRow('Agreement Name', name.element, { isRequired: true }),
          fieldRow('Agreement Type', values.type.element),
          fieldRow('Company', values.companyName.element),
          fieldRow('Agreement Status', values.status.element),
        ]),
        pod('agreement_period', 'Period and Billing', [
          fieldRow('Date Start', values.startDate.element),
          fieldRow('Date End', values.endDate.element),
          fieldRow('Billing Cycle', values.billingCycle.element),
        ]),
      ),
    ),
    show: load,
  };
}

/** Agreement Maintenance with its tabs; the title is that of docs/reference/setup-guides.md#figure-19. */
export function agreementScreen(app) {
  let shown = null;
  const companyAt = (company, tab) => ({ screen: 'company', company, tab, companyTab: tab });
  const back = (place) => app.go(place.company ? companyAt(place.company, 'agreements') : { screen: 'search' });
  const builders = { agreement: () => agreementTab(app, back), additions: () => additionsTab(app) };
  const tabs = tabPanel(
    TABS.agreement.map((key) => ({ key, label: LABELS[key] })),
    37,
    {
      onSelect: (tab) => {
        const { addition, ...agreement } = shown;
        app.go({ ...agreement, tab, agreementTab: tab });
      },
      build: (key) => (builders[key] ?? (() => emptyTab(LABELS[key])))(),
    },
  );
  return {
    element: el('div', { class: gss('view') }, tabs.element),
    async show(place) {
      shown = place;
      const tab = tabs.show(place.tab);
      const [agreement] = await Promise.all([
        app.call('Finance', 'GetAgreement', { agreementRecID: place.agreement }),
        tab.show(place),
      ]);
      const { addition, ...withoutAddition } = place;
      app.setBanner(place, {
        way: [
          { label: 'Company Search', place: { screen: 'search' } },
          { label: 'Company', place: companyAt(agreement.companyRecID, 'agreements') },
          { label: 'Agreement Maintenance', place: withoutAddition },
        ],
        name: agreement.name,
      });
    },
  };
}
