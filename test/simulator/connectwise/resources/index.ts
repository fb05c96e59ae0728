import type { Resource } from '../resource.ts';
import { additions } from './additions.ts';
import { agreementTypes } from './agreement-types.ts';
import { agreements } from './agreements.ts';
import { apiMembers } from './api-members.ts';
import { boardInfos } from './board-infos.ts';
import { boardStatuses } from './board-statuses.ts';
import { boardSubTypes, boardTypes } from './board-types.ts';
import { boards } from './boards.ts';
import { catalog } from './catalog.ts';
import { companies } from './companies.ts';
import { companyStatuses } from './company-statuses.ts';
import { companyTypes } from './company-types.ts';
import { configurationStatuses } from './configuration-statuses.ts';
import { configurationTypes } from './configuration-types.ts';
import { configurations } from './configurations.ts';
import { crossReferences } from './cross-references.ts';
import { integratorLogins } from './integrator-logins.ts';
import { managedDevicesIntegrations } from './managed-devices-integrations.ts';
import { management } from './management.ts';
import { managementItSolutions } from './management-it-solutions.ts';
import { managementSummaryReports } from './management-summary-reports.ts';
import { members } from './members.ts';
import { priorities } from './priorities.ts';
import { productSubcategories, productTypes, unitsOfMeasure } from './product-tables.ts';
import { securityRoleSettings } from './security-role-settings.ts';
import { ticketNotes } from './ticket-notes.ts';
import { tickets } from './tickets.ts';

/** Every resource that the simulator serves. */
export const RESOURCES: readonly Resource[] = [
  additions,
  agreementTypes,
  agreements,
  apiMembers,
  boardInfos,
  boardStatuses,
  boardSubTypes,
  boardTypes,
  boards,
  catalog,
  companies,
  companyStatuses,
  companyTypes,
  configurationStatuses,
  configurationTypes,
  configurations,
  crossReferences,
  integratorLogins,
  managedDevicesIntegrations,
  management,
  managementItSolutions,
  managementSummaryReports,
  members,
  priorities,
  productSubcategories,
  productTypes,
  securityRoleSettings,
  ticketNotes,
  tickets,
  unitsOfMeasure,
];
