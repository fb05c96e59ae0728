import { describe, expect, it } from 'vitest';
import { flatFeeOf, isFlatFeeByName } from '../../../lib/domain/flat-fee.ts';
import { flatFeePair, productFor } from '../../../lib/domain/product-template.ts';
import { SERVICES, type Service } from '../../../lib/domain/service.ts';

const DOLLARS = { prefix: 'EFS', currency: { symbol: '$', code: 'USD' } };
const of = (id: string): Service => {
  const service = SERVICES.find((one) => one.id === id);
  if (!service) throw new Error(`There is no service ${id}.`);
  return service;
};

describe('the product of a service', () => {
  it('is that of setup-guides.md#figure-3', () => {
    expect(productFor(of('online-basic'), 1.5, DOLLARS)).toEqual({
      service: 'online-basic',
      identifier: 'Online Backup Basic Storage',
      description: 'EFS Online Backup Basic Storage',
      customerDescription: 'Basic Online Backup Storage, $1.50/GB',
      price: 1.5,
    });
  });

  it.each([
    ['local-desktops', 'Local Backup # Workstations, ', '$5.00/computer'],
    ['email-archiving', 'Email Archiving # Mailboxes, ', '$5.00/mailbox'],
  ])('%s says what one of it costs', (id, _, price) => {
    expect(productFor(of(id), 5, DOLLARS).customerDescription).toContain(price);
  });

  it('says no price where there is none, and another currency by its code', () => {
    expect(productFor(of('online-basic'), 0, DOLLARS).customerDescription).toBe('Basic Online Backup Storage');
    const francs = { prefix: 'EFS', currency: { symbol: '', code: 'CHF' } };
    expect(productFor(of('online-basic'), 2, francs).customerDescription).toContain(', CHF 2.00/GB');
  });

  it.each(SERVICES)('$id fits into ConnectWise and is no flat fee', (service) => {
    const product = productFor(service, 1, DOLLARS);
    expect(product.identifier.length).toBeLessThanOrEqual(60);
    expect(product.description.length).toBeLessThanOrEqual(60);
    expect(isFlatFeeByName(`${product.identifier} ${product.description}`)).toBe(false);
  });
});

describe('the pair of a flat fee', () => {
  const pair = flatFeePair(of('online-basic'), { fee: 8, perUnit: 1.5, included: 25 }, DOLLARS);

  it('is that of setup-guides.md#2022-billing-2b', () => {
    expect(pair).toMatchObject({
      fee: { identifier: 'Online Backup Basic Storage Flat Fee', price: 8 },
      perUnit: { identifier: 'Online Backup Basic Storage w/25 GB', price: 1.5, service: 'online-basic' },
      lessIncluded: 25,
    });
    expect(pair.perUnit.customerDescription).toBe('Basic Online Backup Storage, $1.50/GB (up to 25 GB free)');
  });

  it('bills the service with the per-unit product alone', () => {
    expect(pair.fee.service).toBeUndefined();
    const line = ({ identifier, description }: typeof pair.fee, lessIncluded: number) =>
      flatFeeOf({ product: { id: 1, identifier }, description, lessIncluded });
    expect(line(pair.fee, 0)).toBe('by-name');
    expect(line(pair.perUnit, 25)).toBeUndefined();
  });

  it.each(SERVICES)('$id keeps both names apart at their full length', (service) => {
    const { fee, perUnit } = flatFeePair(
      { ...service, title: 'x'.repeat(100) },
      { fee: 1, perUnit: 1, included: 1 },
      DOLLARS,
    );
    expect(fee.identifier).not.toBe(perUnit.identifier);
    for (const { identifier, description } of [fee, perUnit]) {
      expect(identifier.length).toBeLessThanOrEqual(60);
      expect(description.length).toBeLessThanOrEqual(60);
    }
  });
});
