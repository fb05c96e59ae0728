import { gss } from '../ui/boot.js';
import { el } from '../ui/dom.js';
import { fieldRow, pod } from '../ui/pod.js';
import { gxtWindow } from '../ui/window.js';

let report = null;

/**
 * What the printer gives (docs/reference/setup-guides.md#company-step-1 and #figure-18): the part of the Executive
 * Management Report that backups fill. The report's picture is lost; these are the figures that REST has for it.
 */
export async function openManagementReport(app, companyRecID) {
  const { companyName, lines } = await app.call('Company', 'GetManagementReport', { companyRecID });
  if (!report) {
    const body = el('div', { class: gss('tabbody'), style: 'top:0' });
    report = { body, ...gxtWindow('Executive Management Report', body, { width: 560, height: 330 }) };
  }
  const rows = lines.map(({ label, value }) => fieldRow(label, el('div', { class: gss('value') }, String(value))));
  report.body.replaceChildren(pod('management_report', `${companyName}: Backup Status`, rows));
  report.open();
}
