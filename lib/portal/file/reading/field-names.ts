import type { ColumnUse, FileField, SizeUnit } from '../../../domain/file-mapping.ts';
import { unitOfWord } from './sizes.ts';

/**
 * Headings of the known exports, the Account List (docs/reference/setup-guides.md#company-step-1) and the Raw Customer Data Report
 * (docs/reference/portals.md#file), and what other exports call the same. In lower case, letters and digits only.
 */
const NAMES: Record<FileField, readonly string[]> = {
  customerId: ['cid', 'custid', 'customerid', 'customerno', 'customernumber', 'clientid', 'efsid', 'managedid'],
  customerName: ['customer', 'customername', 'company', 'companyname', 'client', 'clientname', 'organization'],
  brand: ['brand'],
  accountId: ['id', 'accountid', 'deviceid'],
  parentId: ['pid', 'parentid', 'parent', 'parentaccountid'],
  accountNo: ['accountno', 'acctno', 'accountnumber'],
  accountName: [
    'username',
    'account',
    'accountname',
    'device',
    'devicename',
    'computer',
    'computername',
    'machine',
    'machinename',
    'hostname',
    'parentaccount',
  ],
  role: ['role'],
  plan: ['splan', 'serviceplan', 'plan'],
  kind: ['kind', 'devicetype', 'accounttype', 'machinetype'],
  onlineBytes: [
    'online',
    'onlinestorage',
    'onlinebackup',
    'onlinesize',
    'onlineusage',
    'onlineused',
    'offsite',
    'offsitestorage',
    'cloudstorage',
    'cloudusage',
  ],
  localBytes: ['local', 'localstorage', 'localbackup', 'localsize', 'localusage', 'localused'],
  mailboxes: ['mailboxes', 'mailboxcount', 'archivingmailboxes', 'archivemailboxes'],
  licences: ['licenses', 'licences', 'licensecount'],
  lastBackupAt: ['lastbackup', 'lastbackupat', 'lastbackupdate', 'lastbackuptime'],
  lastErrorFreeBackupAt: ['lasterrorfreebackup', 'lastgoodbackup', 'lastsuccessfulbackup', 'lastsuccess'],
  lastStatus: ['status', 'laststatus', 'backupstatus', 'lastbackupstatus'],
  expiresAt: ['expires', 'expiry', 'expiration', 'expirationdate', 'expirydate', 'expireson'],
  month: ['month', 'period', 'billingmonth', 'reportmonth'],
};

/** Fields that are sizes, whole counts and times. */
export const SIZES: ReadonlySet<ColumnUse> = new Set(['onlineBytes', 'localBytes']);
export const COUNTS: ReadonlySet<ColumnUse> = new Set(['mailboxes', 'licences']);
export const TIMES: ReadonlySet<ColumnUse> = new Set(['lastBackupAt', 'lastErrorFreeBackupAt', 'expiresAt', 'month']);

/** Returns the field that a heading names, and the unit that it bears: `Online (GB)`. */
export function readHeader(header: string): { field?: FileField; unit?: SizeUnit } {
  const words = header
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const unit = words.length > 1 ? unitOfWord(words.at(-1) ?? '') : undefined;
  const whole = words.join('');
  const bare = unit ? words.slice(0, -1).join('') : whole;
  const found = Object.entries(NAMES).find(([, names]) => names.includes(whole) || names.includes(bare));
  return { ...(found && { field: found[0] as FileField }), ...(unit && { unit }) };
}
