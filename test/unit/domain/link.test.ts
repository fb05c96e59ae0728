import { describe, expect, it } from 'vitest';
import { isSandbox, tenantOf } from '../../../lib/domain/connection-pair.ts';
import { exactMatches, nameEvidence, numbersOfCustomers } from '../../../lib/domain/link.ts';

describe('tenants', () => {
  it('are host and company id in lower case', () => {
    expect(tenantOf('na.myconnectwise.net', 'Acme')).toBe('na.myconnectwise.net/acme');
  });

  it.each([
    ['sandbox-na.myconnectwise.net/acme', true],
    ['sandbox-eu.myconnectwise.net/acme', true],
    ['staging.connectwisedev.com/acme', true],
    ['api-staging.connectwisedev.com:8443/acme', true],
    ['na.myconnectwise.net/sandbox-na.myconnectwise.net', false],
    ['sandbox-na.myconnectwise.net.example.com/acme', false],
    ['sandbox.msp.example/acme', false],
  ])('%s is a sandbox: %s', (tenant, expected) => expect(isSandbox(tenant)).toBe(expected));
});

describe('names as evidence', () => {
  it.each([
    ['Eddie’s TV Repair, Inc.', 'Eddies TV Repair', 'exact-name'],
    ['Eddie’s TV Repair', 'Eddies TV', 'similar-name'],
    ['Zenith Dental Clinic', 'Eddies TV Repair', undefined],
    ['Inc.', 'LLC', undefined],
  ])('%s and %s: %s', (customer, company, expected) => expect(nameEvidence(customer, company)).toBe(expected));

  it('matches equal names that either side has once', () => {
    const customers = [
      { id: '17', name: 'Northside Bakery' },
      { id: '18', name: 'Twice' },
      { id: '19', name: 'TWICE, LLC' },
      { id: '20', name: 'Two companies' },
      { id: '21', name: 'Inc.' },
    ];
    const companies = [
      { id: 1, name: 'Northside Bakery LLC' },
      { id: 2, name: 'Twice' },
      { id: 3, name: 'Two Companies' },
      { id: 4, name: 'two companies' },
      { id: 5, name: 'The Company' },
    ];
    expect(exactMatches(customers, companies)).toEqual([{ customerId: '17', companyId: 1 }]);
  });
});

describe('numbers of linked customers in ConnectWise', () => {
  it.each([
    [['342'], ['342'], { 342: '342' }],
    [['17'], ['342'], { 17: '342' }],
    [['17'], [], {}],
    [['17'], ['342', '343'], {}],
    [['17', '18'], ['342'], {}],
    [['17', '343'], ['342', '343'], { 17: '342', 343: '343' }],
    [[], ['342'], {}],
  ])('customers %j and entries %j: %j', (customers, entries, expected) => {
    expect(Object.fromEntries(numbersOfCustomers(customers, entries))).toEqual(expected);
  });
});
