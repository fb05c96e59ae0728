/**
 * Which right of the API member's security role a call needs (docs/reference/connectwise-rest.md#rights: levels Add,
 * Edit, Delete, Inquire).
 */
export interface Right {
  /** Module › function as in the security role's settings, e.g. `Finance › Agreements`. */
  name: string;
  level: 'Inquire' | 'Add' | 'Edit' | 'Delete';
}

const LEVELS: ReadonlyMap<string, Right['level']> = new Map([
  ['GET', 'Inquire'],
  ['POST', 'Add'],
  ['PATCH', 'Edit'],
  ['DELETE', 'Delete'],
]);

/** First match wins, so the set-up tables under `/company/configurations` come before it. */
const MODULES: readonly (readonly [RegExp, string])[] = [
  [/^\/company\/configurations\/(types|statuses)\b/, 'System › Table Setup'],
  [/^\/company\/(managementItSolutions|managedDevicesIntegrations|management)\b/, 'System › Table Setup'],
  [/^\/company\/configurations\b/, 'Companies › Configurations'],
  [/^\/company\/companies\b/, 'Companies › Company Maintenance'],
  [/^\/finance\/agreements\b/, 'Finance › Agreements'],
  [/^\/procurement\/catalog\b/, 'Procurement › Product Catalog'],
  [/^\/procurement\/(subcategories|types|unitOfMeasures)\b/, 'System › Table Setup'],
  [/^\/service\/(boards|priorities)\b/, 'System › Table Setup'],
  [/^\/service\/tickets\b/, 'Service Desk › Service Tickets'],
  [/^\/system\/apiMembers\b/, 'System › Member Maintenance'],
  [/^\/system\/securityRoles\b/, 'System › Security Roles'],
  [/^\/system\/reports\b/, 'System › API Reports'],
];

/** The right that `method path` needs; undefined where the facts name none. */
export function rightFor(method: string, path: string): Right | undefined {
  const name = MODULES.find(([pattern]) => pattern.test(path))?.[1];
  // A POST that makes nothing: it changes the tickets that it names.
  const level = /\/merge$/.test(path) ? 'Edit' : LEVELS.get(method);
  return name && level ? { name, level } : undefined;
}

/**
 * To set a status that closes: a right of its own, beside the one to edit tickets
 * (docs/reference/connectwise-rest.md#rights).
 */
export const CLOSE_TICKETS: Right = { name: 'Service Desk › Close Service Tickets', level: 'Edit' };
