import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../../lib/domain/finding.ts';
import { FINDING_CODES, FINDING_SEVERITY, type FindingCode } from '../../../../../lib/domain/finding-codes.ts';
import {
  type BoardStatusDraft,
  type CrossReferenceDraft,
  checkBoardStatus,
  checkCrossReference,
  checkCrossReferences,
  checkIntegration,
  checkManagementSolution,
  type IntegrationDraft,
  type ManagementSolutionDraft,
} from '../../../../../lib/domain/rules/setup/setup-rules.ts';
import { SERVICES } from '../../../../../lib/domain/service.ts';
import type { SetupContext } from '../../../../../lib/domain/setup-context.ts';

const context: SetupContext = {
  managementSolution: 'eFolder',
  services: SERVICES.map((service) => ({
    ...service,
    enabled: !service.type.startsWith('Email'),
    product:
      service.id === 'online-select'
        ? { identifier: 'Online Backup Select Storage', description: 'Select, per GB', isChosen: true }
        : service.id === 'online-basic'
          ? { identifier: 'Online Backup Basic Storage', description: 'Basic replaces Select', isChosen: false }
          : null,
  })),
  integrations: [],
  tickets: { board: 'Professional Services', newStatus: 'New (not responded)' },
};

/** docs/reference/setup-guides.md#figure-6. */
const integration: IntegrationDraft = {
  name: 'eFolder',
  solution: 'eFolder',
  loginBy: 'Global',
  disableNewCrossReferences: true,
  billingLevel: 'Detailed',
  matchOnSerialNumber: true,
  portalUrl: '',
  defaultLocation: '',
  defaultBusinessUnit: '',
  hasLoginName: false,
  hasLoginPassword: false,
};
/** docs/reference/setup-guides.md#figure-7, first row. */
const select: CrossReferenceDraft = {
  type: 'Online Storage',
  level: 'Select',
  configurationType: 'Backup Stats',
  agreementType: 'Managed Service',
  product: 'EFS Online Backup Select Storage',
};
/** docs/reference/setup-guides.md#figure-5. */
const solution: ManagementSolutionDraft = {
  name: 'eFolder',
  type: 'Custom',
  customName: 'eFolder',
  hasLoginName: false,
  hasLoginPassword: false,
};
/** docs/reference/setup-guides.md#figure-1. */
const status: BoardStatusDraft = {
  description: 'New (not responded)',
  board: 'Professional Services',
  externalXRef: 'Not Responded (Set)',
  closed: false,
  inactive: false,
};
/** docs/reference/setup-guides.md#figure-8, with a product each. */
const whole: CrossReferenceDraft[] = SERVICES.map(({ id, type, level, configurationType, title }, row) => ({
  row,
  type,
  level,
  configurationType,
  agreementType: 'Managed Service',
  product: context.services.find((service) => service.id === id)?.product?.identifier ?? title,
}));

const ofIntegration = (draft: IntegrationDraft) => checkIntegration(context, { ...integration, ...draft });
const ofForm = (draft: CrossReferenceDraft) => checkCrossReference(context, { ...select, ...draft });
const ofSolution = (draft: ManagementSolutionDraft) => checkManagementSolution(context, { ...solution, ...draft });
const ofStatus = (draft: BoardStatusDraft) => checkBoardStatus(context, { ...status, ...draft });

const FIRING: [FindingCode, string, string, () => Finding[]][] = [
  ['SET-SOLUTION', 'another case', 'integrationSolution', () => ofIntegration({ solution: 'efolder' })],
  ['SET-SOLUTION', 'a blank at the end', 'integrationSolution', () => ofIntegration({ solution: 'eFolder ' })],
  ['SET-SOLUTION', 'blank', 'integrationSolution', () => ofIntegration({ solution: '' })],
  ['SET-LOGIN-BY', 'another choice', 'loginBy', () => ofIntegration({ loginBy: 'Member' })],
  ['SET-LOGIN-BY', 'blank', 'loginBy', () => ofIntegration({ loginBy: '' })],
  [
    'SET-NEW-XREF',
    'not checked',
    'disableNewCrossReferences',
    () => ofIntegration({ disableNewCrossReferences: false }),
  ],
  ['SET-BILLING-LEVEL', 'another choice', 'billingLevel', () => ofIntegration({ billingLevel: 'Summary' })],
  ['SET-MATCH-SERIAL', 'not checked', 'matchOnSerialNumber', () => ofIntegration({ matchOnSerialNumber: false })],
  ['SET-BLANK', 'a portal address', 'portalUrl', () => ofIntegration({ portalUrl: 'https://x' })],
  ['SET-BLANK', 'a password', 'loginPassword', () => ofIntegration({ hasLoginPassword: true })],
  ['SET-XREF-SERVICE', 'another Type', 'crossReferenceType', () => ofForm({ type: 'Antivirus', level: 'Select' })],
  ['SET-XREF-SERVICE', 'a Level of another Type', 'crossReferenceLevel', () => ofForm({ level: 'Exchange' })],
  ['SET-XREF-SERVICE', 'no Level', 'crossReferenceLevel', () => ofForm({ level: '' })],
  ['SET-XREF-SPELLING', 'lower case', 'crossReferenceType', () => ofForm({ type: 'online storage' })],
  ['SET-XREF-SPELLING', 'a missing blank', 'crossReferenceLevel', () => ofForm({ level: '#Servers', product: 'x' })],
  ['SET-XREF-SPELLING', 'a slip', 'crossReferenceType', () => ofForm({ type: 'Online Stroage' })],
  [
    'SET-XREF-CONFIGURATION',
    'blank, as in setup-guides.md#figure-7',
    'crossReferenceConfigurationType',
    () => ofForm({ configurationType: '' }),
  ],
  [
    'SET-XREF-CONFIGURATION',
    'that of others',
    'crossReferenceConfigurationType',
    () => ofForm({ configurationType: 'License' }),
  ],
  ['SET-XREF-PRODUCT', 'none', 'crossReferenceProduct', () => ofForm({ product: '' })],
  [
    'SET-XREF-PRODUCT',
    'a flat-fee one (setup-guides.md#2022-billing-2b)',
    'crossReferenceProduct',
    () => ofForm({ product: 'Online Backup Select Storage Flat Fee' }),
  ],
  [
    'SET-XREF-PRODUCT',
    "another service's",
    'crossReferenceProduct',
    () => ofForm({ product: 'EFS Online Backup Basic Storage' }),
  ],
  [
    'SET-XREF-PRODUCT',
    "another service's, by its description",
    'crossReferenceProduct',
    () => ofForm({ product: 'Basic replaces Select' }),
  ],
  ['SET-XREF-AGREEMENT-TYPE', 'none', 'crossReferenceAgreementType', () => ofForm({ agreementType: '' })],
  ['SET-IT-TYPE', 'another', 'managementSolutionType', () => ofSolution({ type: 'N-able' })],
  ['SET-IT-NAME', 'another case', 'customSolutionName', () => ofSolution({ customName: 'EFolder' })],
  ['SET-IT-NAME', 'blank', 'customSolutionName', () => ofSolution({ customName: '' })],
  ['SET-IT-LOGIN', 'a user name', 'loginName', () => ofSolution({ hasLoginName: true })],
  ['SET-IT-LOGIN', 'a password', 'loginPassword', () => ofSolution({ hasLoginPassword: true })],
  ['SET-STATUS-XREF', 'blank', 'externalIntegrationXRef', () => ofStatus({ externalXRef: '' })],
  ['SET-STATUS-XREF', 'another', 'externalIntegrationXRef', () => ofStatus({ externalXRef: 'Responded (Set)' })],
  ['SET-STATUS-CLOSED', 'closed', 'closedStatus', () => ofStatus({ closed: true })],
  ['SET-STATUS-CLOSED', 'inactive', 'statusInactive', () => ofStatus({ inactive: true })],
];

describe('each set-up rule', () => {
  it.each(FIRING)('%s fires alone: %s', (code, _, field, check) => {
    const found = check();
    expect(found.map((finding) => finding.code)).toEqual([code]);
    expect(found[0]).toMatchObject({ severity: FINDING_SEVERITY[code], where: { field } });
    expect(found[0]?.message).toMatch(/\S.*[.”]$/);
  });

  it('is tested above, or is about a list', () => {
    const fired = new Set(FIRING.map(([code]) => code));
    expect(FINDING_CODES.filter((code) => code.startsWith('SET-') && !fired.has(code))).toEqual([
      'SET-XREF-MISSING',
      'SET-XREF-DUPLICATE',
    ]);
  });

  it.each([
    ['the integration of setup-guides.md#figure-6', () => ofIntegration({})],
    ['Detail, as REST returns it', () => ofIntegration({ billingLevel: 'Detail' })],
    ['the cross-reference of setup-guides.md#figure-7', () => ofForm({})],
    ['the solution of setup-guides.md#figure-5', () => ofSolution({})],
    ['the status of setup-guides.md#figure-1', () => ofStatus({})],
    ['the table of setup-guides.md#figure-8', () => checkCrossReferences(context, whole, true)],
    ['a form in which nothing is typed', () => checkCrossReference(context, { type: '', level: '', product: '' })],
    ['what the page does not show', () => checkIntegration(context, { name: 'eFolder' })],
    ['a cross-reference without its Level', () => checkCrossReference(context, { type: 'Antivirus', product: '' })],
    ['a product by its description', () => ofForm({ product: 'Select, per GB' })],
    ['a product that may be any', () => ofForm({ product: 'Cloud GB' })],
    ['a per-unit product with a free amount', () => ofForm({ product: 'Online Backup Select Storage w/25 GB' })],
  ])('is silent on %s', (_, check) => {
    expect(check()).toEqual([]);
  });
});

describe('settings of other products', () => {
  const unset = { ...context, managementSolution: '' };
  it.each([
    ['another integration', () => checkIntegration(context, { name: 'N-able', solution: 'N-central', loginBy: '' })],
    ['another solution', () => checkManagementSolution(context, { name: 'N-able', customName: '', type: 'N-able' })],
    ['any integration before one is chosen', () => checkIntegration(unset, { name: '', solution: '', loginBy: '' })],
    ['any solution before one is chosen', () => checkManagementSolution(unset, { name: 'eFolder', type: '' })],
    ['another status', () => ofStatus({ description: 'In Progress', externalXRef: '', closed: true })],
    ['the same status of another board', () => ofStatus({ board: 'Projects', externalXRef: '' })],
    [
      'a status whose board is not shown',
      () => checkBoardStatus(context, { ...status, board: undefined, closed: true }),
    ],
  ])('%s is not checked', (_, check) => {
    expect(check()).toEqual([]);
  });

  it('no status is checked where neither the settings nor the board choose one', () => {
    const any = { ...context, tickets: { board: 'Professional Services', newStatus: null } };
    expect(checkBoardStatus(any, status)).toEqual([]);
    expect(checkBoardStatus(any, { ...status, externalXRef: '' })).toEqual([]);
  });

  it('is distinguished from ours by its name where only case or blanks differ', () => {
    expect(checkIntegration(context, { name: ' EFOLDER', solution: 'eFolder Inc' })).toHaveLength(1);
    expect(checkIntegration(context, { name: 'Backup', solution: 'e Folder' })).toHaveLength(1);
    expect(ofSolution({ name: 'efolder' }).map(({ where }) => where.field)).toEqual(['managementSolutionName']);
  });
});

describe('corrections', () => {
  it.each([
    ['Use eFolder', ofIntegration({ solution: 'efolder' }), 'eFolder'],
    ['Use eFolder', ofSolution({ customName: '' }), 'eFolder'],
    ['Use # Servers', ofForm({ level: '# servers', product: 'x' }), '# Servers'],
    ['Use # Desktops', ofForm({ type: 'Local Backups', level: 'desktop', product: 'x' }), '# Desktops'],
    ['Use Online Storage', ofForm({ type: 'online-storage' }), 'Online Storage'],
    ['Use Exchange', ofForm({ type: 'Email Archiving', level: 'Mailboxes' }), 'Exchange'],
    ['Leave Level blank', ofForm({ type: 'Local Storage', level: '-', product: 'x' }), ''],
  ])('%s', (label, findings, value) => {
    expect(findings[0]?.correction).toMatchObject({ label, value });
    expect(findings[0]?.correction?.field).toBe(findings[0]?.where.field);
  });

  it('are offered for Type and Level each', () => {
    const labels = ofForm({ type: 'online storage', level: 'basic', product: '' }).map((one) => one.correction?.label);
    expect(labels).toEqual(['Use Online Storage', 'Use Basic', undefined]);
  });

  it('are never for what is chosen from a list', () => {
    const chosen = [
      ...ofIntegration({ loginBy: '', billingLevel: '' }),
      ...ofForm({ configurationType: '', agreementType: '', product: '' }),
      ...ofStatus({ externalXRef: '' }),
    ];
    expect(chosen).toHaveLength(6);
    expect(chosen.every(({ correction }) => correction === undefined)).toBe(true);
  });
});

describe('a list of cross-references', () => {
  const codes = (rows: CrossReferenceDraft[], complete = true) =>
    checkCrossReferences(context, rows, complete).map(({ code, where }) => [code, where.row]);

  it('names every service that is sold and that no row means, in one finding, only when all rows are known', () => {
    const rows = whole.filter(({ type, level }) => level !== 'Select' && type !== 'Other Licenses');
    expect(codes(rows)).toEqual([['SET-XREF-MISSING', undefined]]);
    expect(checkCrossReferences(context, rows, true)[0]?.message).toBe(
      'Switched on in the options, but without a cross-reference: Type “Online Storage”, Level “Select”; Type “Other Licenses”, Level “ShadowProtect Servers”; Type “Other Licenses”, Level “ShadowProtect Desktops”. Add them here.',
    );
    expect(codes(rows, false)).toEqual([]);
  });

  it('does not report a service as missing of a switch that another one is billed for, unless its product is chosen', () => {
    const only = (level: string) => whole.filter((row) => row.type !== 'Online Storage' || row.level === level);
    const first = (level: string) => checkCrossReferences(context, only(level), true)[0]?.expected;
    expect(first('Select')).toEqual([
      'Type “Online Storage”, Level “# Servers”',
      'Type “Online Storage”, Level “# Desktops”',
    ]);
    expect(first('Basic')).toContain('Type “Online Storage”, Level “Select”');
    expect(first('Basic')).not.toContain('Type “Online Storage”, Level “ShadowProtect BDR”');
  });

  it('does not report as missing what is only misspelled, nor what is switched off', () => {
    const rows = whole
      .filter(({ type }) => !type?.startsWith('Email'))
      .map((row) => (row.level === 'Basic' ? { ...row, level: 'BASIC' } : row));
    expect(codes(rows)).toEqual([['SET-XREF-SPELLING', 1]]);
  });

  it('names the later one of two rows with the same Type, Level and agreement type', () => {
    const duplicate = { ...whole[3], row: 12 };
    expect(codes([...whole, duplicate])).toEqual([['SET-XREF-DUPLICATE', 12]]);
    expect(checkCrossReferences(context, [...whole, duplicate], true)[0]?.message).toBe(
      'Type “Online Storage”, Level “# Servers” has the same agreement type in an earlier row. Keep one of them.',
    );
    expect(codes([...whole, { ...duplicate, agreementType: 'Backup only' }])).toEqual([]);
    expect(codes([...whole, { ...duplicate, agreementType: undefined }])).toEqual([]);
  });

  it('requires only the spelling of a service that is switched off', () => {
    expect(ofForm({ type: 'Email Archiving', level: 'Exchange', configurationType: '', product: '' })).toEqual([]);
    expect(ofForm({ type: 'Email archiving', level: 'Exchange', product: '' })).toHaveLength(1);
  });

  it('numbers no rows: a long list holds only some of them', () => {
    const rows = whole.map((row) => ({ ...row, level: `${row.level} x`, product: '', agreementType: '' }));
    const messages = checkCrossReferences(context, [...rows, ...whole, ...whole], true).map(({ message }) => message);
    expect(messages.filter((message) => /row \d/i.test(message))).toEqual([]);
  });

  it('gives findings of several rows different ids', () => {
    const rows = whole.map((row) => ({ ...row, product: '', agreementType: '', configurationType: '' }));
    const ids = checkCrossReferences(context, rows, true).map(({ id }) => id);
    expect(ids).toHaveLength(30);
    expect(new Set(ids).size).toBe(30);
  });
});
