import { describe, expect, it } from 'vitest';
import { flatFeeOf, isFlatFeeByName } from '../../../lib/domain/flat-fee.ts';

describe('a flat fee by its name', () => {
  it.each([
    ['Online Backup Basic Storage Flat Fee', true],
    ['Fixed-price backup', true],
    ['Basic Online Backup w/ 25 GB', true],
    ['Basic online backup, incl. 25 GB', true],
    ['Online Backup with 1 TB', true],
    ['Online backup, flat rate $1.50/GB', false],
    ['Flat rate CHF 2 per server', false],
    ['Online Backup Basic Storage w/25 GB, $1.50/GB (up to 25 GB free)', false],
    ['Flat rate per GB', false],
    ['Flat rate, $1.50 a GB', false],
    ['flat rate $1.50/GB', false],
    ['Flat rate/GB', false],
    ['Flat rate, each GB', false],
    ['Flat fee for every device', false],
    ['Flat rate pro GB', false],
    ['Flat rate CHF 2 pro Server', false],
    ['Flat rate per gigabyte', false],
    ['Fixed price per terabyte', false],
    ['Fixed price per TB', false],
    ['Flat fee per 100 GB', false],
    ['Per-Server Flat Rate', false],
    ['Flat fee per protected workstation', false],
    ['Flat fee per virtual machine', false],
    ['Flat fee, $5 each', false],
    ['Flat rate a server', false],
    ['Flat fee per mailbox', false],
    ['Flat rate by the GB', false],
    ['Online Backup w/ 25 GB per server', false],
    // What is flat all the same: per time or customer, or a word of the name.
    ['Flat fee per month', true],
    ['Flat fee $50/month', true],
    ['Flat fee per company', true],
    ['Backup Pro Server Flat Fee', true],
    ['Flat fee, w/GB reporting', true],
    ['Flat fee, a server included', true],
    ['Basic Online Backup with 25 gigabytes', true],
    ['Basic Online Backup w/25GB', true],
    ['Basic Online Backup, included: 1 TB', true],
    ['ShadowProtect BDR Storage', false],
    ['Flat screen 25 GB', false],
  ])('%s: %s', (text, proposed) => {
    expect(isFlatFeeByName(text)).toBe(proposed);
  });

  it('counts until the user decided; the decision is for the product, by id or identifier', () => {
    const product = { id: 7, identifier: 'Basic Online Backup w/ 25 GB' };
    expect(flatFeeOf({ product })).toBe('by-name');
    expect(flatFeeOf({ product }, [{ ...product, isFlatFee: true }])).toBe('marked');
    expect(flatFeeOf({ product }, [{ ...product, isFlatFee: false }])).toBeUndefined();
    expect(flatFeeOf({ product }, [{ id: 70, identifier: product.identifier, isFlatFee: false }])).toBeUndefined();
    expect(
      flatFeeOf({ product: { id: 8, identifier: 'Storage' } }, [{ id: 8, identifier: 'Old', isFlatFee: true }]),
    ).toBe('marked');
  });

  it('is none where usage beyond the included amount is billed: setup-guides.md#2022-billing-2b, the per-unit product “w/25 GB”', () => {
    const product = { id: 7, identifier: 'Online Backup Basic Storage w/25 GB' };
    expect(flatFeeOf({ product, lessIncluded: 25 })).toBeUndefined();
    expect(flatFeeOf({ product, lessIncluded: 0 })).toBe('by-name');
  });
});
