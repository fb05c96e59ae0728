import { fetchList } from '../rpc.js';
import { comboField } from '../ui/combo.js';
import { el } from '../ui/dom.js';
import { checkBox, textField } from '../ui/fields.js';
import { grid } from '../ui/grid.js';
import { fieldRow, pod, pods } from '../ui/pod.js';
import { tabPanel } from '../ui/tabs.js';
import { idOf, itemOf, recordForm } from './record-form.js';

/**
 * Columns of docs/reference/setup-guides.md#figure-7. A row opens its form; "the New icon in the top-left corner" makes
 * one.
 */
function crossReferences(app, at) {
  const list = grid(
    'managementcrossreferencelist',
    [
      { key: 'level', label: 'Level', width: 180, column: 'Vendor_Level', isLink: true },
      { key: 'type', label: 'Type', width: 170, column: 'Vendor_Type', isLink: true },
      { key: 'configurationType', label: 'Configuration Type', width: 160 },
      { key: 'agreementType', label: 'Agreement Type', width: 170 },
      { key: 'product', label: 'Product', width: 280 },
    ],
    {
      title: 'Cross-References',
      height: 230,
      onOpen: ({ recID }) => app.go(at({ crossReference: recID })),
      buttons: [{ name: 'new-item', label: 'New', icon: 'new', onClick: () => app.go(at({ crossReference: 0 })) }],
    },
  );
  return {
    element: list.element,
    show: (place) => app.fill(place, list, 'managementcrossreferencelist', { integrationRecID: place.record }),
  };
}

/** The company's name opens its entries (docs/reference/setup-guides.md#2022-managed-id). */
function companies(app, at) {
  const list = grid(
    'managementcompanylist',
    [
      { key: 'companyName', label: 'Company', width: 300, column: 'Company_Name', isLink: true },
      { key: 'companyID', label: 'Company ID', width: 200 },
      { key: 'status', label: 'Status', width: 140 },
    ],
    { title: 'Companies', height: 230, onOpen: ({ recID }) => app.go(at({ company: recID })) },
  );
  return {
    element: list.element,
    show: (place) => app.fill(place, list, 'managementcompanylist'),
  };
}

/** The form of docs/reference/setup-guides.md#figure-6, field for field. */
function detailForm(app, at) {
  const combo = (property, list) => comboField(property, () => fetchList(list));
  const fields = {
    name: textField('name', { maxLength: 30 }),
    solution: textField('solution', { maxLength: 30 }),
    integratorLogin: combo('integratorLogin', 'integratorlogincombo'),
    portalURL: textField('portalUrl', { maxLength: 200 }),
    loginBy: combo('loginBy', 'loginbycombo'),
    disableNewCrossReferences: checkBox('disableNewCrossReferencesFlag'),
    username: textField('globalLoginUsername', { maxLength: 50 }),
    password: textField('globalLoginPassword', { maxLength: 50, isPassword: true }),
    location: combo('defaultLocation', 'locationcombo'),
    businessUnit: combo('defaultDepartment', 'businessunitcombo'),
    billingLevel: combo('defaultBillingLevel', 'billinglevelcombo'),
    matchOnSerialNumber: checkBox('matchOnSerialNumberFlag'),
  };
  const wordFor = async (list, value) => (await fetchList(list)).find(({ recID }) => recID === value);
  return recordForm(app, {
    fields,
    body: pods(
      pod('managed_devices_integration', 'Integration Details', [
        fieldRow('Name', fields.name.element, { isRequired: true }),
        fieldRow('Solution', fields.solution.element, { isRequired: true }),
        fieldRow('Integrator Login', fields.integratorLogin.element),
        fieldRow('Portal URL', fields.portalURL.element),
        fieldRow('Login By', fields.loginBy.element, { isRequired: true }),
        fieldRow('Disable Newly discovered Cross-References', fields.disableNewCrossReferences.element),
        fieldRow('Username', fields.username.element),
        fieldRow('Password', fields.password.element),
      ]),
      pod('managed_devices_configurations', 'Defaults for Configurations', [
        fieldRow('Location', fields.location.element),
        fieldRow('Business Unit', fields.businessUnit.element),
      ]),
      pod('managed_devices_agreements', 'Defaults for Agreements', [
        fieldRow('Billing Level', fields.billingLevel.element, { isRequired: true }),
        fieldRow('Match on Serial Number', fields.matchOnSerialNumber.element),
      ]),
    ),
    newMessage: 'Add a new integration.',
    saved: 'Integration saved.',
    isNew: ({ record }) => record === 0,
    read: (place) => app.call('System', 'GetManagedDevicesIntegration', { recID: place.record }),
    fill: async (values) => ({
      ...values,
      integratorLogin: itemOf(values.integratorLogin),
      location: itemOf(values.location),
      businessUnit: itemOf(values.businessUnit),
      loginBy: await wordFor('loginbycombo', values.loginBy),
      billingLevel: await wordFor('billinglevelcombo', values.billingLevel),
    }),
    write: ({ integratorLogin, location, businessUnit, loginBy, billingLevel, ...values }, place) =>
      app.call('System', 'SaveManagedDevicesIntegration', {
        recID: place.record,
        ...values,
        integratorLoginRecID: idOf(integratorLogin),
        locationRecID: idOf(location),
        businessUnitRecID: idOf(businessUnit),
        loginBy: idOf(loginBy, ''),
        billingLevel: idOf(billingLevel, ''),
      }),
    opened: (recID) => at({ record: recID }),
    close: () => app.go({ screen: 'integration', table: at({}).table }),
  });
}

/** Integration Details with its two tabs below; a new integration has none yet. */
export function integrationDetail(app, { at }) {
  const form = detailForm(app, at);
  const tabs = tabPanel(
    [
      { key: 'crossreferences', label: 'Cross-References' },
      { key: 'companies', label: 'Companies' },
    ],
    37,
    {
      onSelect: (tab) => app.go(at({ tab })),
      build: (key) => (key === 'companies' ? companies(app, at) : crossReferences(app, at)),
    },
  );
  return {
    element: el('div', {}, form.element, el('div', { style: 'position:relative;height:380px' }, tabs.element)),
    async show(place) {
      const tab = tabs.show(place.tab ?? 'crossreferences');
      await Promise.all([form.show(place), tab.show(place)]);
    },
  };
}
