import { late } from '../ui/boot.js';
import { el, setShown } from '../ui/dom.js';
import { display } from '../ui/fields.js';
import { formatStamp } from '../ui/format.js';
import { grid } from '../ui/grid.js';
import { messageArea } from '../ui/message-area.js';
import { fieldRow, pod, pods } from '../ui/pod.js';
import { tabPanel } from '../ui/tabs.js';
import { HELP, toolbar } from '../ui/toolbar.js';

const yesNo = (value) => (value ? 'Yes' : 'No');

/** Columns of S15 figure 7. */
function crossReferences(app) {
  const list = grid(
    'managementcrossreferencelist',
    [
      { key: 'level', label: 'Level', width: 180 },
      { key: 'type', label: 'Type', width: 170 },
      { key: 'configurationType', label: 'Configuration Type', width: 160 },
      { key: 'agreementType', label: 'Agreement Type', width: 170 },
      { key: 'product', label: 'Product', width: 280 },
    ],
    { title: 'Cross-References', height: 230 },
  );
  return {
    element: list.element,
    show: (place) => app.fill(place, list, 'managementcrossreferencelist', { integrationRecID: place.record }),
  };
}

/** S22 step 7: the company's name opens its entries. */
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

/** Integration Details (S15 figure 6) with its two tabs below. */
export function integrationDetail(app, { at }) {
  const values = {
    name: display('name'),
    solution: display('solution'),
    integratorLogin: display('integratorLogin'),
    loginBy: display('loginBy'),
    portalURL: display('portalUrl'),
    disableNewCrossReferences: display('disableNewCrossReferences', { format: yesNo }),
    billingLevel: display('billingLevel'),
    matchOnSerialNumber: display('matchOnSerialNumber', { format: yesNo }),
  };
  const message = messageArea();
  const tabs = tabPanel(
    [
      { key: 'crossreferences', label: 'Cross-References' },
      { key: 'companies', label: 'Companies' },
    ],
    37,
    {
      onSelect: (tab) => app.go(at({ tab })),
      build: (key) => (key === 'companies' ? companies(app, at) : crossReferences(app)),
    },
  );
  const fields = pods(
    pod('managed_devices_integration', 'Integration Details', [
      fieldRow('Name', values.name.element),
      fieldRow('Solution', values.solution.element),
      fieldRow('Integrator Login', values.integratorLogin.element),
      fieldRow('Login By', values.loginBy.element),
    ]),
    pod('managed_devices_defaults', 'Defaults for Agreements', [
      fieldRow('Portal URL', values.portalURL.element),
      fieldRow('Disable Newly Discovered Cross-References', values.disableNewCrossReferences.element),
      fieldRow('Billing Level', values.billingLevel.element),
      fieldRow('Match on Serial Number', values.matchOnSerialNumber.element),
    ]),
  );
  const bar = toolbar([
    {
      name: 'Back',
      label: 'Back',
      icon: 'back',
      onClick: () => app.go({ screen: 'integration', table: at({}).table }),
    },
    HELP,
  ]);
  return {
    element: el(
      'div',
      {},
      bar,
      message.element,
      fields,
      el('div', { style: 'position:relative;height:380px' }, tabs.element),
    ),
    async show(place) {
      const tab = tabs.show(place.tab ?? 'crossreferences');
      const load = async () => {
        const integration = await app.call('System', 'GetManagedDevicesIntegration', { recID: place.record });
        await late();
        if (!app.isCurrent(place)) return;
        for (const [key, value] of Object.entries(values)) value.set(integration[key]);
        message.stamp(formatStamp(integration));
        setShown(fields, true);
      };
      await Promise.all([load(), tab.show(place)]);
    },
  };
}
