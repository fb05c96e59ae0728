import { describe, expect, it } from 'vitest';
import { browserName } from '../../../lib/background/browser-name.ts';
import { rightFor } from '../../../lib/connectwise/rights.ts';
import { crossReferencedProducts } from '../../../lib/domain/cross-referenced-product.ts';
import { accountHealth } from '../../../lib/domain/health.ts';
import { DEFAULT_RULES } from '../../../lib/domain/notification-rule.ts';
import type { EventType, PortalEvent } from '../../../lib/domain/portal-facts.ts';
import { measure } from '../../../lib/domain/quantity.ts';
import { checkAddition } from '../../../lib/domain/rules/addition/addition-rules.ts';
import { checkManagedIds } from '../../../lib/domain/rules/managed-id/managed-id-rules.ts';
import { meantService } from '../../../lib/domain/rules/setup/setup-subject.ts';
import { SERVICES } from '../../../lib/domain/service.ts';
import { DEFAULT_SETTINGS } from '../../../lib/domain/settings.ts';
import { decideEvent } from '../../../lib/domain/tickets/decide-event.ts';
import { incidentOfXRef } from '../../../lib/domain/tickets/xref.ts';
import { placeFindings } from '../../../lib/features/marks/place-findings.ts';
import { readLocation } from '../../../lib/host/location.ts';
import { account, NOW, SETTINGS } from '../../support/builders/domain-records.ts';
import { crossReference } from '../../support/builders/setup-records.ts';
import { SETTINGS as SYNC_SETTINGS } from '../../support/builders/sync-records.ts';

/** Words that every plain object answers to: what is looked up by a word from outside must not know them. */
const HOSTILE = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];

describe.each(HOSTILE)('the word %s from outside', (word) => {
  it('is no status of a portal', () => {
    expect(
      accountHealth(account({ lastStatus: word, copies: [], kind: 'mailboxes' }), NOW, DEFAULT_SETTINGS),
    ).toMatchObject({
      state: 'unknown',
      reason: expect.stringContaining(`“${word}”`),
    });
  });

  it('is no plan that is billed', () => {
    const measured = measure({ accounts: [account({ plan: word, onlineBytes: 5e9 })] }, SETTINGS, NOW);
    const services = new Set<string>(SERVICES.map(({ id }) => id));
    expect(Object.keys(measured).every((id) => services.has(id))).toBe(true);
    expect(Object.keys(measured)).not.toContain('online-bdr');
  });

  it('is no Type or Level of a cross-reference', () => {
    const services = SERVICES.map((service) => ({ ...service, enabled: true, product: null }));
    expect(meantService({ services }, { type: word, level: word })).toBeUndefined();
    const product = { id: 7, identifier: word };
    const crossReferences = [crossReference({ vendorType: word, vendorLevel: word, product })];
    expect(crossReferencedProducts({ crossReferences }, SYNC_SETTINGS)).toEqual([]);
  });

  it('is no kind of incident in an external reference', () => {
    expect(incidentOfXRef(`EFS-342:${word}:${word}`, 'EFS')).toBeUndefined();
    expect(incidentOfXRef(`EFS-342:${word}:backup-failed`, 'EFS')).toMatchObject({ accountId: word });
  });

  it('is an account or a type of an event like any other: nothing throws', () => {
    const event: PortalEvent = {
      id: word,
      at: '2026-11-21T10:00:00.000Z',
      customerId: '342',
      accountId: word,
      brand: word,
      severity: 'error',
      type: word as EventType,
      message: word,
    };
    const settings = { ...SYNC_SETTINGS, rules: DEFAULT_RULES };
    expect(() => decideEvent(event, 'efs', [], settings, NOW)).not.toThrow();
  });

  it('is no screen, tab or record in an address', () => {
    const hash = encodeURIComponent(JSON.stringify({ p: word, [word]: { rd: 5, idxk: word, st: word } }));
    for (const href of [
      `https://na.myconnectwise.net/v2025/ConnectWise.aspx?routeTo=${word}&recid=${word}`,
      `https://na.myconnectwise.net/v2025/ConnectWise.aspx#${hash}??${word}`,
      `https://na.myconnectwise.net/v2025/ConnectWise.aspx#XQAA${word}??${word}`,
    ]) {
      expect(readLocation(href).screen).toBeNull();
    }
  });

  it('is no field of the page', () => {
    const finding = {
      id: '1',
      code: 'ADD-PRICE' as const,
      severity: 'warning' as const,
      where: { resource: 'addition' as const, field: word },
      message: '',
      seen: null,
      expected: null,
    };
    expect(placeFindings([], [finding]).rest).toEqual([finding]);
  });

  it('needs no right, and is a system by its own name', () => {
    expect(rightFor(word, '/service/tickets')).toBeUndefined();
    expect(rightFor('GET', `/${word}`)).toBeUndefined();
    expect(browserName('', word, '3f2a')).toBe(`Browser on ${word} (3f2a)`);
  });

  it('is a managed ID and a serial number that is not ours', () => {
    expect(checkManagedIds({ prefix: 'EFS', entries: [{ id: 1, groupIdentifier: word, deviceType: null }] })).toEqual(
      [],
    );
    expect(checkAddition({ prefix: 'EFS', addition: { id: 1, serialNumber: word } })).toEqual([]);
  });
});
