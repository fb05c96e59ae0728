import { describe, expect, it } from 'vitest';
import { isIn } from '../../../../lib/sync/read/recognize.ts';
import { AGREEMENT, agreement, COMPANY, company } from '../../../support/builders/sync-records.ts';
import { stage, value } from '../support/stage.ts';

describe('a company page', () => {
  it('is recognized when REST confirms the id and the name is in the banner', async () => {
    const { engine } = await stage();
    expect(value(await engine.recognizeCompany([COMPANY], "Company  >\n Eddie's TV\u00a0Repair"))).toEqual({
      companyId: COMPANY,
      name: "Eddie's TV Repair",
    });
  });

  it.each([
    ['another name', [COMPANY], 'Joe TV Repair'],
    ['an id that ConnectWise does not have', [999], "Eddie's TV Repair"],
    ['no ids', [], "Eddie's TV Repair"],
    ['nonsense ids', [-1, 0.5, Number.NaN], "Eddie's TV Repair"],
    ['an empty banner', [COMPANY], ''],
    ['the name as a part of another word', [COMPANY], "Eddie's TV Repairs"],
  ])('is not recognized with %s', async (_case, ids, banner) => {
    const { engine } = await stage();
    expect(value(await engine.recognizeCompany(ids, banner))).toBeNull();
  });

  it('is the longer of two names that are both there, and none when they are equal', async () => {
    const companies = [company(), company({ id: 251, name: 'Eddie' })];
    const { engine, connectWise } = await stage({ tables: { companies } });
    expect(value(await engine.recognizeCompany([251, COMPANY], "Eddie's TV Repair"))?.companyId).toBe(COMPANY);
    connectWise.tables.companies.push(company({ id: 252 }));
    expect(value(await engine.recognizeCompany([252, COMPANY], "Eddie's TV Repair"))).toBeNull();
  });

  it('costs no request the second time', async () => {
    const { engine, connectWise } = await stage();
    await engine.recognizeCompany([COMPANY, 999], "Eddie's TV Repair");
    await engine.recognizeCompany([COMPANY, 999], 'Another page');
    expect(connectWise.calls).toEqual(['company', 'company']);
  });
});

describe('an agreement page', () => {
  it('needs the names of the agreement and of its company', async () => {
    const { engine } = await stage({ tables: { agreements: [agreement()] } });
    const identity = value(await engine.recognizeAgreement([AGREEMENT], "Managed Services for Eddie's TV Repair"));
    expect(identity).toMatchObject({ agreementId: AGREEMENT, companyId: COMPANY, agreementName: 'Managed Services' });
    expect(value(await engine.recognizeAgreement([AGREEMENT], 'Managed Services for Angry Fox'))).toBeNull();
  });

  it('treats the company’s id in the address as its name', async () => {
    const { engine } = await stage({ tables: { agreements: [agreement()] } });
    const identity = value(await engine.recognizeAgreement([COMPANY, AGREEMENT], 'Company: Managed Services'));
    expect(identity).toMatchObject({ agreementId: AGREEMENT });
    expect(value(await engine.recognizeAgreement([9999, AGREEMENT], 'Company: Managed Services'))).toBeNull();
  });

  it('opened by itself is recognized by its exact name, when the address names nothing else', async () => {
    const { engine } = await stage({ tables: { agreements: [agreement()] } });
    expect(value(await engine.recognizeAgreement([AGREEMENT], ' Managed  Services '))).toMatchObject({
      agreementId: AGREEMENT,
    });
    expect(value(await engine.recognizeAgreement([9999, AGREEMENT], 'Managed Services'))).toBeNull();
  });
});

describe('a name in a text', () => {
  it('is complete words in any white space', () => {
    expect(isIn('Company: A & B  (HQ)', 'A & B (HQ)')).toBe(true);
    expect(isIn('ABC', 'B')).toBe(false);
    expect(isIn('xB B', 'B')).toBe(true);
    expect(isIn('anything', ' ')).toBe(false);
  });
});
