import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPORTS } from '../../../simulator/connectwise/reports/index.ts';
import { RESOURCES } from '../../../simulator/connectwise/resources/index.ts';
import type { Member } from '../../../simulator/connectwise/schema.ts';
import { SEED } from '../../../simulator/connectwise/seed.ts';
import { createRig, type Rig } from './harness.ts';

const CONTRACTS = resolve(process.env.CONTRACTS ?? '../shared/contracts');
const DESCRIPTION = join(CONTRACTS, 'connectwise.openapi.json');
const present = existsSync(DESCRIPTION);
if (!present) console.warn(`Skipped: no contracts in ${process.env.CONTRACTS ?? '../shared/contracts'}.`);

interface Schema {
  type?: string;
  $ref?: string;
  maxLength?: number;
  enum?: string[];
  format?: string;
  required?: string[];
  properties?: Record<string, Schema>;
}

const DESCRIBED = RESOURCES.filter(({ undescribed }) => !undescribed);

describe.skipIf(!present)('the published description', () => {
  const { paths, components } = present
    ? JSON.parse(readFileSync(DESCRIPTION, 'utf8'))
    : { paths: {}, components: { schemas: {} } };

  it.each(DESCRIBED.map((resource) => [resource.path, resource] as const))('agrees with %s', (path, resource) => {
    const schemaPath = paths[path].get.responses['200'].schema.items.$ref.split('/').at(-1);
    const schema: Schema = components.schemas[schemaPath];
    const expected = Object.entries(schema.properties ?? {}).filter(([name]) => name !== 'id' && name !== '_info');
    expect(Object.keys(resource.members).sort()).toEqual(expected.map(([name]) => name).sort());
    for (const [name, property] of expected) {
      expect({ name, ...shape(resource.members[name]) }).toEqual({ name, ...described(property) });
    }
    if (!resource.frozen) expect([...resource.required].sort()).toEqual([...(schema.required ?? [])].sort());
    expect(paths[path].post === undefined).toBe(Boolean(resource.frozen || resource.without?.includes('POST')));
    if (paths[path].post)
      expect(Object.keys(paths[path].post.responses)).toEqual([resource.plainStatus ? '200' : '201']);
  });

  it('is kept by the exchanges of a working day', async () => {
    const rig = createRig({ variant: 'story' });
    await workingDay(rig);
    expect(rig.exchanges.filter(({ status }) => status >= 400)).toEqual([]);
    const folder = mkdtempSync(join(tmpdir(), 'connectwise-traffic-'));
    const file = join(folder, 'traffic.jsonl');
    writeFileSync(file, rig.exchanges.map((exchange) => JSON.stringify(exchange)).join('\n'));
    const report = execFileSync(process.execPath, [join(CONTRACTS, 'check-traffic.mjs'), file], { encoding: 'utf8' });
    expect(report).toContain(`${rig.exchanges.length} exchanges checked`);
    expect(report).toContain('0 kinds of fault');
    rmSync(folder, { recursive: true });
  });
});

function shape(member: Member | undefined): object {
  if (member?.type !== 'string') return { type: member?.type };
  return { type: member.type, max: member.max, values: member.values };
}

function described(property: Schema): object {
  if (property.$ref) return { type: 'reference' };
  if (property.type === 'array') return { type: 'list' };
  if (property.format === 'date-time') return { type: 'datetime' };
  if (property.type !== 'string') return { type: property.type };
  return { type: 'string', max: property.maxLength, values: property.enum };
}

/** Reads every resource and writes to those that the syncs, the set-up and the tickets write to. */
async function workingDay({ call }: Rig): Promise<void> {
  const parents: Record<string, number> = {
    companies: SEED.companies.eddiesTvRepair,
    agreements: SEED.agreements.eddiesTvRepair,
    managedDevicesIntegrations: SEED.managedDevicesIntegration,
    boards: SEED.boards.professionalServices,
    securityRoles: SEED.securityRole,
    tickets: 1,
  };
  const ticket = { summary: 'No backup', company: { id: 101 }, initialDescription: 'Nothing since Friday' };
  for (let count = 0; count < 3; count += 1) await call('POST', '/service/tickets', ticket);
  for (const { path, parent, info } of DESCRIBED) {
    const list = path.replace('{parentId}', String(parents[parent?.table ?? ''] ?? 0));
    const { body } = await call('GET', list);
    const [first] = body as unknown as { id: number }[];
    if (first) await call('GET', `${list}/${first.id}`);
    await call('GET', `${list}/count`);
    if (info) await call('GET', `${list}/info`);
  }
  await call('GET', '/system/reports');
  for (const { name } of REPORTS) {
    for (const path of ['', '/columns', '/count']) await call('GET', `/system/reports/${name}${path}`);
  }
  const newest = encodeURIComponent("Serial_Number like 'EFS-%' and Addition_RecId > 1");
  const page = 'columns=Addition_RecId,Last_Update_UTC&orderBy=Addition_RecId&page=1&pageSize=1000';
  await call('GET', `/system/reports/AgreementAdditions?conditions=${newest}&${page}`);
  await call('GET', '/system/info');
  const crossReferences = `/company/managedDevicesIntegrations/${SEED.managedDevicesIntegration}/crossReferences`;
  await call('POST', crossReferences, { vendorType: 'Online Storage', vendorLevel: 'Select', product: { id: 1 } });
  await call('DELETE', `${crossReferences}/13`);
  const replace = (path: string, value: unknown) => ({ op: 'replace', path, value });
  const entries = `/company/companies/${SEED.companies.eddiesTvRepair}/managementSummaryReports`;
  await call('POST', entries, { groupIdentifier: 'EFS-1', deviceType: 'BackupStats', managementSolution: { id: 1 } });
  await call('PATCH', `${entries}/1`, [replace('successfulBackupJobs', 7), replace('failedBackupJobs', 0)]);
  await call('DELETE', `${entries}/2`);
  const additions = `/finance/agreements/${SEED.agreements.eddiesTvRepair}/additions`;
  await call('PATCH', `${additions}/1`, [
    replace('quantity', 246.31),
    replace('invoiceDescription', 'ETV-Primary: 182.4'),
  ]);
  await call('POST', additions, { product: { id: 2 }, billCustomer: 'Billable', quantity: 1, serialNumber: 'EFS-342' });
  const configuration = { name: 'ETV-Primary', type: { id: 1 }, company: { id: 101 }, deviceIdentifier: 'x' };
  const managed = {
    managementSolutionName: 'eFolder',
    managedIdentifier: 'EFS-342',
    type: 'Online Storage',
    level: 'Select',
  };
  await call('POST', `/company/configurations?managedInformation=${encodeURIComponent(JSON.stringify(managed))}`, {
    ...configuration,
    ...{ backupSuccesses: 7, lastBackupDate: '2026-03-01T10:00:00Z', backupBillableSpaceGb: 182.4, backupYear: 2026 },
  });
  await call('POST', '/service/tickets/1/merge', { mergeTicketIds: [2], status: { id: SEED.statuses.closed } });
  await call('POST', '/service/tickets/1/attachChildren', { childTicketIds: [3] });
  await call('GET', '/service/tickets/1/allNotes');
  await call('POST', '/service/tickets/search', { conditions: 'closedFlag=false' });
}
