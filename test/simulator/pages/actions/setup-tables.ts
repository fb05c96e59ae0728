import { crossReferences } from '../../connectwise/resources/cross-references.ts';
import { managedDevicesIntegrations } from '../../connectwise/resources/managed-devices-integrations.ts';
import type { Row } from '../../connectwise/table.ts';
import {
  type Action,
  done,
  idIn,
  type Payload,
  referenceId,
  referenceTo,
  refuse,
  stampOf,
  text,
  textIn,
  writing,
} from './action.ts';
import { storeForm } from './store.ts';

/** Setup tables that a user finds by the filter; those with a `screen` have one here. */
export const SETUP_TABLES = [
  { category: 'Agreements', name: 'Agreement Type', screen: null },
  { category: 'Company', name: 'Company Status', screen: null },
  { category: 'Company', name: 'Company Type', screen: null },
  { category: 'Company', name: 'Configuration', screen: null },
  { category: 'Company', name: 'Managed Devices Integration', screen: 'integration' },
  { category: 'Company', name: 'Management IT Solution', screen: 'solution' },
  { category: 'General', name: 'Integrator Login', screen: null },
  { category: 'General', name: 'Manage Hosted API', screen: null },
  { category: 'Products', name: 'Unit of Measure', screen: null },
  { category: 'Service', name: 'Service Board', screen: 'board' },
] as const;

/** What a password field shows of a stored password; sent back as it is, it changes nothing. */
const MASK = '\u2022'.repeat(8);

export function maskOf(password: unknown): string {
  return password ? MASK : '';
}

/** `{[member]: typed}`, and nothing while the field still shows the mask. */
export function typedPassword(payload: Payload, member: string): Record<string, string | null> {
  const typed = textIn(payload, 'password');
  return typed === MASK ? {} : { [member]: typed || null };
}

/** Words of the form for the values of REST. The guides call `Detail` "Detailed". */
export const BILLING_LEVELS: Record<string, string> = { Detail: 'Detailed', Summary: 'Summary' };
export const LOGIN_BY: Record<string, string> = { Global: 'Global', Member: 'Member' };

/** A reference member of a record as a combo takes it. */
function chosen(row: Row, member: string, target: Row | undefined) {
  return target ? referenceTo(target) : referenceId(row, member) ? { id: referenceId(row, member), name: '' } : null;
}

function reference(payload: Payload, name: string) {
  const id = idIn(payload, name);
  return id ? { id } : null;
}

/** Integration details (docs/reference/setup-guides.md#figure-6). Passwords do not leave the server. */
export const getManagedDevicesIntegration: Action = (payload, { state }) => {
  const { tables } = state;
  const integration = tables.managedDevicesIntegrations.get(idIn(payload, 'recID'));
  if (!integration) return refuse('The record was not found.');
  const login = tables.integratorLogins.get(referenceId(integration, 'integratorLogin') ?? 0);
  const target = (member: string, table: 'locations' | 'departments') =>
    chosen(integration, member, tables[table].get(referenceId(integration, member) ?? 0));
  return done({
    recID: integration.id,
    name: text(integration, 'name'),
    solution: text(integration, 'solution'),
    portalURL: text(integration, 'portalUrl'),
    loginBy: text(integration, 'loginBy'),
    integratorLogin: login ? { id: login.id, name: text(login, 'username') } : null,
    username: text(integration, 'globalLoginUsername'),
    password: maskOf(integration.globalLoginPassword),
    location: target('defaultLocation', 'locations'),
    businessUnit: target('defaultDepartment', 'departments'),
    billingLevel: text(integration, 'defaultBillingLevel'),
    matchOnSerialNumber: integration.matchOnSerialNumberFlag === true,
    disableNewCrossReferences: integration.disableNewCrossReferencesFlag === true,
    ...stampOf(integration),
  });
};

export const saveManagedDevicesIntegration: Action = writing((payload, context) => {
  const id = idIn(payload, 'recID');
  const before = context.state.tables.managedDevicesIntegrations.get(id);
  if (id !== 0 && !before) return refuse('The record was not found.');
  const required = { name: 'Name', solution: 'Solution', loginBy: 'Login By', billingLevel: 'Billing Level' };
  for (const [member, label] of Object.entries(required)) {
    if (!textIn(payload, member)) return refuse(`${label} is required.`);
  }
  const members = {
    name: textIn(payload, 'name'),
    solution: textIn(payload, 'solution'),
    portalUrl: textIn(payload, 'portalURL') || null,
    loginBy: textIn(payload, 'loginBy'),
    integratorLogin: reference(payload, 'integratorLoginRecID'),
    globalLoginUsername: textIn(payload, 'username') || null,
    ...typedPassword(payload, 'globalLoginPassword'),
    defaultLocation: reference(payload, 'locationRecID'),
    defaultDepartment: reference(payload, 'businessUnitRecID'),
    defaultBillingLevel: textIn(payload, 'billingLevel'),
    matchOnSerialNumberFlag: payload.matchOnSerialNumber === true,
    disableNewCrossReferencesFlag: payload.disableNewCrossReferences === true,
  };
  return storeForm(managedDevicesIntegrations, { members, before }, context);
});

/** One cross-reference (docs/reference/setup-guides.md#figure-7 and #figure-8). */
export const getCrossReference: Action = (payload, { state }) => {
  const { tables } = state;
  const row = tables.crossReferences.get(idIn(payload, 'recID'));
  if (!row || referenceId(row, 'managedDevicesIntegration') !== idIn(payload, 'integrationRecID'))
    return refuse('The record was not found.');
  const product = tables.catalog.get(referenceId(row, 'product') ?? 0);
  return done({
    recID: row.id,
    type: text(row, 'vendorType'),
    level: text(row, 'vendorLevel'),
    configurationType: referenceTo(tables.configurationTypes.get(referenceId(row, 'configurationType') ?? 0)),
    agreementType: referenceTo(tables.agreementTypes.get(referenceId(row, 'agreementType') ?? 0)),
    product: product ? { id: product.id, name: text(product, 'description') } : null,
    inactive: row.inactiveFlag === true,
    ...stampOf(row),
  });
};

export const saveCrossReference: Action = writing((payload, context) => {
  const { crossReferences: table, managedDevicesIntegrations: integrations } = context.state.tables;
  const integration = integrations.get(idIn(payload, 'integrationRecID'));
  if (!integration) return refuse('The record was not found.');
  const id = idIn(payload, 'recID');
  const before = table.get(id);
  if (id !== 0 && (!before || referenceId(before, 'managedDevicesIntegration') !== integration.id))
    return refuse('The record was not found.');
  if (!textIn(payload, 'type')) return refuse('Type is required.');
  const members = {
    vendorType: textIn(payload, 'type'),
    vendorLevel: textIn(payload, 'level') || null,
    configurationType: reference(payload, 'configurationTypeRecID'),
    agreementType: reference(payload, 'agreementTypeRecID'),
    product: reference(payload, 'productRecID'),
    inactiveFlag: payload.inactive === true,
  };
  const own = { managedDevicesIntegration: { id: integration.id } };
  return storeForm(crossReferences, { members, before, own }, context);
});

export const deleteCrossReference: Action = writing((payload, { state }) =>
  state.tables.crossReferences.remove(idIn(payload, 'recID')) ? done({}) : refuse('The record was not found.'),
);
