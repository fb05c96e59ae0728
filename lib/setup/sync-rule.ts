import { bad, type Check, passed } from './check.ts';

const open = { kind: 'place', label: 'Open Notification rules', place: 'rules' } as const;

/** A rule synchronizes on every event. */
export const syncRule: Check = {
  id: 'sync-rule',
  area: 'rules',
  title: 'Rule that synchronizes',
  guide: 'step-8',
  async run({ settings }) {
    const rules = settings.rules.filter(({ action, enabled }) => action === 'synchronize' && enabled);
    if (rules.length === 0) {
      return bad('failed', ['No enabled rule synchronizes, so events update nothing in ConnectWise.'], {
        nextStep: 'Enable or add one under Notification rules.',
        fix: open,
      });
    }
    const isWhole = rules.some(
      ({ severities, types, brand }) =>
        severities.ok && severities.warning && severities.error && types === 'all' && brand === '',
    );
    if (isWhole) return passed('Every event causes a synchronization.');
    return bad('warning', ['No single rule synchronizes on every event.'], {
      nextStep: 'Check that what the rules leave out is meant to update nothing.',
      fix: open,
    });
  },
};
