import type { EventType } from '../portal-facts.ts';

/** The kinds of problem in words: in tickets where the portal gives no message, and in what is said about them. */
export const KIND_WORDS: Record<EventType, string> = {
  'backup-finished': 'Backup finished',
  'backup-failed': 'Backup failed',
  'no-backup': 'No backup in time',
  'no-error-free-backup': 'No backup without errors in time',
  'disk-usage': 'Storage is nearly full',
  'disk-usage-change': 'Storage used changed much',
  'archiving-failed': 'Email archiving failed',
  'filtering-failed': 'Email filtering failed',
  'bdr-hardware': 'Hardware problem of a BDR appliance',
  'appliance-offline': 'Appliance offline',
  'vault-offline': 'Vault offline',
  'autoverify-failed': 'Boot check failed',
  'service-status': 'Service status changed',
};
