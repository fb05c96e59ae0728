import { describe, expect, it } from 'vitest';
import { givesOtherNumber, namesTicket } from '../../../../lib/domain/tickets/ticket-banner.ts';

const TICKET = {
  id: 548,
  summary: 'EFS-342 ETV-Primary: backup failed',
  company: { id: 2, name: 'Eddie’s TV Repair' },
};

describe('the banner of a ticket', () => {
  it.each([
    'Service Ticket #548 - EFS-342 ETV-Primary: backup failed',
    'Service Ticket #548 – EFS-342   ETV-Primary: BACKUP failed',
    'Ticket # 548',
    'Service Ticket #548: EFS-342 ETV-Prim…',
    'Service Ticket #548 - EFS-342 ETV...',
    'Service Ticket #548 - Eddie’s TV Repair',
    'Service Ticket #548 | EFS-342 ETV-Primary: backup failed | Eddie’s TV Repair',
    'Service Ticket #548 - [EFS] Eddie’s TV Repair',
    'Office #12 › Service Ticket #548 - EFS-342 ETV-Primary',
    'EFS-342 ETV-Primary: backup failed',
  ])('names it: %s', (banner) => expect(namesTicket(banner, TICKET)).toBe(true));

  it.each([
    '',
    'Service Ticket',
    'Service Ticket 548',
    'EFS-342 ETV-Primary',
    'Eddie’s TV Repair',
    'Service Ticket #5480 - EFS-342 ETV-Primary: backup failed',
    'Service Ticket #54 - EFS-342 ETV-Primary: backup failed',
    'Service Ticket #549 - EFS-342 ETV-Primary: backup failed (see #548)',
    'Service Ticket #548 - Printer does not print',
    'Project Ticket #548 - Move to the new office…',
    'Service Ticket #12345678901548',
  ])('does not name it: %s', (banner) => expect(namesTicket(banner, TICKET)).toBe(false));

  it('returns another number without knowing the ticket', () => {
    expect(givesOtherNumber('Service Ticket #548 - anything', 548)).toBe(false);
    expect(givesOtherNumber('Service Ticket #549 - anything', 548)).toBe(true);
    expect(givesOtherNumber('Service Ticket', 548)).toBe(false);
    expect(givesOtherNumber('#'.repeat(100_000), 548)).toBe(false);
  });

  it('needs no summary', () => {
    expect(namesTicket('Service Ticket #548', { ...TICKET, summary: '' })).toBe(true);
    expect(namesTicket('Service Ticket #548 - Printer', { ...TICKET, summary: '', company: { id: 2, name: '' } })).toBe(
      false,
    );
  });
});
