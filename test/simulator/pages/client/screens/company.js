import { TABS } from '../places.js';
import { gss, late } from '../ui/boot.js';
import { el } from '../ui/dom.js';
import { display, textField, valuesOf } from '../ui/fields.js';
import { formatStamp } from '../ui/format.js';
import { messageArea } from '../ui/message-area.js';
import { fieldRow, pod, pods } from '../ui/pod.js';
import { tabPanel } from '../ui/tabs.js';
import { formButtons, HELP, toolbar } from '../ui/toolbar.js';
import { agreementListTab } from './company-agreements.js';
import { managementTab } from './company-management.js';
import { emptyTab } from './empty-tab.js';

const LABELS = {
  company: 'Company',
  contacts: 'Contacts',
  sites: 'Sites',
  team: 'Team',
  notes: 'Notes',
  activities: 'Activities',
  opportunities: 'Opportunities',
  service: 'Service',
  projects: 'Projects',
  agreements: 'Agreements',
  finance: 'Finance',
  configurations: 'Configurations',
  management: 'Management',
  documents: 'Documents',
  audittrail: 'Audit Trail',
};

/**
 * The Company tab: name, id, address. Labels and classes as public sources have them
 * (docs/reference/connectwise-pages.md#fields).
 */
function companyTab(app) {
  const fields = {
    name: textField('company', { maxLength: 50 }),
    identifier: textField('companyId', { maxLength: 30 }),
    phoneNumber: textField('companyPhone'),
    website: textField('website'),
    addressLine1: textField('companyAddress1'),
    addressLine2: textField('companyAddress2'),
    city: textField('companyCity'),
    state: textField('companyState'),
    zip: textField('companyZipCode'),
  };
  const status = display('companyStatus');
  const message = messageArea();
  let current = null;

  const save = (thenClose) =>
    message.attempt(async () => {
      await app.call('Company', 'SaveCompanyDetail', { companyRecID: current.company, ...valuesOf(fields) });
      if (thenClose) return app.go({ screen: 'search' });
      await load(current);
      message.info('Company saved.');
    });

  async function load(place) {
    const company = await app.call('Company', 'GetCompanyDetail', { companyRecID: place.company });
    await late();
    if (!app.isCurrent(place)) return;
    current = place;
    for (const [key, field] of Object.entries(fields)) field.set(company[key]);
    status.set(company.status);
    message.info('');
    message.stamp(formatStamp(company));
  }

  const bar = toolbar([...formButtons({ back: () => app.go({ screen: 'search' }), save }), HELP]);
  const element = el(
    'div',
    {},
    bar,
    message.element,
    pods(
      pod('company_overview', 'Company Overview', [
        fieldRow('Company', fields.name.element, { isRequired: true }),
        fieldRow('Company ID', fields.identifier.element, { isRequired: true }),
        fieldRow('Status', status.element),
        fieldRow('Phone', fields.phoneNumber.element),
        fieldRow('Web Site', fields.website.element),
      ]),
      pod('company_site', 'Site', [
        fieldRow('Address', fields.addressLine1.element),
        fieldRow('Address 2', fields.addressLine2.element),
        fieldRow('City', fields.city.element),
        fieldRow('State', fields.state.element),
        fieldRow('Zip Code', fields.zip.element),
      ]),
    ),
  );
  return { element, show: load };
}

/** Company with its tabs. The banner carries the company's name. */
export function companyScreen(app) {
  const builders = {
    company: () => companyTab(app),
    agreements: () => agreementListTab(app),
    management: () => managementTab(app),
  };
  let shown = null;
  const tabs = tabPanel(
    TABS.company.map((key) => ({ key, label: LABELS[key] })),
    37,
    {
      onSelect: (tab) => app.go({ screen: 'company', company: shown.company, tab, companyTab: tab }),
      build: (key) => (builders[key] ?? (() => emptyTab(LABELS[key])))(),
    },
  );
  return {
    element: el('div', { class: gss('view') }, tabs.element),
    async show(place) {
      shown = place;
      const tab = tabs.show(place.tab);
      const [{ companyName }] = await Promise.all([
        app.call('Company', 'GetCompanyName', { companyRecID: place.company }),
        tab.show(place),
      ]);
      app.setBanner(place, {
        way: [
          { label: 'Company Search', place: { screen: 'search' } },
          {
            label: 'Company',
            place: { screen: 'company', company: place.company, tab: 'company', companyTab: 'company' },
          },
        ],
        name: companyName,
      });
    },
  };
}
