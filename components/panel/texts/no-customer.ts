/** Where a company has no customer. */

export const unreadable = 'EFS id not known';
export const unreadableWhy = 'A managed-ID entry of this company could not be read: its EFS id may be on that entry.';
export const none = 'No EFS id yet';
export const noneWhy =
  'This company has no managed-id entry, so nothing links it to the backup portal. Entries are made in System › Setup Tables › Managed Devices Integration › Companies.';
