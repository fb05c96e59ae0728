import { bad, type Check, passed, unreadable } from './check.ts';

/** ConnectWise sends the executive summary report, in which customers see their backup statistics. */
export const executiveReport: Check = {
  id: 'executive-report',
  area: 'solution',
  title: 'Executive report',
  guide: 'figure-18',
  path: ['System', 'Setup Tables', 'Management IT', 'Executive Summary Report'],
  async run(reads) {
    const found = await reads.executiveReport();
    if (!found.ok) return unreadable(found.failure);
    const report = found.value;
    if (report?.isScheduled) {
      const { day, hour, minute = 0 } = report;
      const on = day === undefined ? '' : ` on day ${day} of the month`;
      const at = hour === undefined ? '' : ` at ${pad(hour)}:${pad(minute)} (time of the server)`;
      return passed(`ConnectWise sends the executive report${on}${at}.`);
    }
    return bad('warning', ['ConnectWise does not send the executive report by itself.'], {
      nextStep: 'Schedule it in ConnectWise, or print it at Company › Management when you need it.',
    });
  },
};

function pad(part: number): string {
  return String(part).padStart(2, '0');
}
