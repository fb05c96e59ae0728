import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { TicketHealth } from '../../../components/panel/ticket-subject.tsx';
import type { Account, SourceKind } from '../../../lib/domain/portal-facts.ts';
import type { TicketSubjectView } from '../../../lib/domain/ticket-view.ts';
import { account, NOW } from '../../support/builders/company-views.ts';

afterEach(cleanup);

function show(part: Partial<Account>, source: SourceKind = 'x360recover') {
  const failing = account('SRV-1', 'error', 'Backups are failing: Snapshot creation failed.');
  const about: TicketSubjectView = {
    efsId: 'EFS-342',
    customerId: '342',
    customerName: "Eddie's TV Repair",
    companyId: 101,
    companyName: "Eddie's TV Repair",
    kind: 'service-status',
    origin: 'own',
    account: { ...failing, account: { ...failing.account, ...part } },
    health: failing.health,
    lasts: true,
    readAt: new Date(NOW).toISOString(),
    source,
  };
  render(<TicketHealth about={about} now={NOW} />);
  return [...document.querySelectorAll('.account .reason')].map(({ textContent }) => textContent);
}

it('the ticket’s card shows the cause, the boot check and the way to the device', () => {
  const at = new Date(NOW - 3 * 3_600_000).toISOString();
  expect(show({ portalUrl: 'https://my.axcient.net/home/device/1', autoVerify: { healthy: true, at } })).toEqual([
    'Error: Backups are failing: Snapshot creation failed. Boot check passed 3h ago.',
    'Error: Backups are failing: Snapshot creation failed.',
  ]);
  expect(screen.getByRole<HTMLAnchorElement>('link', { name: 'SRV-1' }).href).toBe(
    'https://my.axcient.net/home/device/1',
  );
});

it('the ticket’s card links nothing where the page is not known', () => {
  expect(show({})[0]).toContain('No boot check.');
  expect(screen.queryByRole('link')).toBeNull();
});
