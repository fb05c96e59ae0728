import { type Action, done, idIn, refuse, stampOf, text } from './action.ts';

/** Setup tables that a person finds by the filter; those with `isOpen` have screens here. */
export const SETUP_TABLES = [
  { category: 'Agreements', name: 'Agreement Type', isOpen: false },
  { category: 'Company', name: 'Company Status', isOpen: false },
  { category: 'Company', name: 'Company Type', isOpen: false },
  { category: 'Company', name: 'Configuration', isOpen: false },
  { category: 'Company', name: 'Managed Devices Integration', isOpen: true },
  { category: 'Company', name: 'Management IT Solution', isOpen: false },
  { category: 'General', name: 'Integrator Login', isOpen: false },
  { category: 'General', name: 'Manage Hosted API', isOpen: false },
  { category: 'Products', name: 'Unit of Measure', isOpen: false },
  { category: 'Service', name: 'Service Board', isOpen: false },
] as const;

/** Integration details (S15 figure 6). Passwords do not leave the server. */
export const getManagedDevicesIntegration: Action = (payload, { state }) => {
  const integration = state.tables.managedDevicesIntegrations.get(idIn(payload, 'recID'));
  if (!integration) return refuse('The record was not found.');
  return done({
    recID: integration.id,
    name: text(integration, 'name'),
    solution: text(integration, 'solution'),
    portalURL: text(integration, 'portalUrl'),
    loginBy: text(integration, 'loginBy'),
    integratorLogin: text(integration, 'integratorLogin', 'name'),
    billingLevel: text(integration, 'defaultBillingLevel'),
    matchOnSerialNumber: integration.matchOnSerialNumberFlag === true,
    disableNewCrossReferences: integration.disableNewCrossReferencesFlag === true,
    ...stampOf(integration),
  });
};
