/** Where a company has no customer. */

export const unreadable = 'EFS id not known';
export const unreadableWhy = 'A managed-ID entry of this company could not be read: its EFS id may be on that entry.';
export const none = 'No EFS id yet';
export const noneWhy =
  'This company has no managed-id entry, so nothing links it to the backup portal. Entries are made in System › Setup Tables › Managed Devices Integration › Companies.';
/** Customers of the portal whose name is like the company's. */
export const notLinked = 'Not linked yet';
export const notLinkedWhy = 'Nothing of the portal is written to this company before it is linked to its customer.';
/** Of a portal whose customers only a user links. */
export const linkInOptions = 'Link it to its customer under Options › Companies.';
export const suggestedBy = (customerId: string, evidence: 'exact-name' | 'similar-name') =>
  `${customerId}, ${evidence === 'exact-name' ? 'the same name' : 'a similar name'}`;
export const link = 'Link…';
export const linkTo = (customer: string) => `Link… to ${customer}`;
