import type { NotificationRule } from '../domain/notification-rule.ts';
import { bad, type Check, passed, waits } from './check.ts';

const open = { kind: 'place', label: 'Open Notification rules', place: 'rules' } as const;

/** A rule opens tickets on warnings and errors of all types and brands. */
export const ticketRule: Check = {
  id: 'ticket-rule',
  area: 'rules',
  title: 'Rule that opens tickets',
  guide: 'step-7',
  async run({ settings }) {
    const rules = settings.rules.filter(({ action, enabled }) => action === 'open-ticket' && enabled);
    if (!settings.tickets.board) return waits('Not checked: no service board is chosen.');
    if (rules.length === 0) {
      return bad('failed', ['No enabled rule opens tickets.'], {
        nextStep: 'Enable or add one under Notification rules.',
        fix: open,
      });
    }
    if (rules.some(isWhole)) return passed('Warnings and errors of all types open tickets.');
    return bad('warning', ['No single rule opens tickets for warnings and errors of all types and brands.'], {
      nextStep: 'Check that what the rules leave out is meant to open none.',
      fix: open,
    });
  },
};

function isWhole({ severities, types, brand }: NotificationRule): boolean {
  return severities.warning && severities.error && types === 'all' && brand === '';
}
