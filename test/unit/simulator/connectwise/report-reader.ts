import type { Rig } from './harness.ts';

type Definition = Record<string, { type: string; isNullable: boolean; identityColumn: boolean }>;

interface ReportBody {
  column_definitions: Definition[];
  row_values: unknown[][];
}

/** Rows of a report as objects, by the order of its definitions; `parameters` as in an address, decoded. Fails unless 200. */
export async function readReport(
  { call }: Rig,
  name: string,
  parameters: Record<string, string> = {},
): Promise<Record<string, unknown>[]> {
  const { status, body } = await call('GET', `/system/reports/${name}?${new URLSearchParams(parameters)}`);
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  const { column_definitions, row_values } = body as unknown as ReportBody;
  const names = column_definitions.flatMap((definition) => Object.keys(definition));
  return row_values.map((values) => Object.fromEntries(names.map((column, index) => [column, values[index]])));
}

/** The values of one column of a report. */
export async function columnOf(
  rig: Rig,
  name: string,
  column: string,
  parameters: Record<string, string> = {},
): Promise<unknown[]> {
  const rows = await readReport(rig, name, { pageSize: '1000', columns: column, ...parameters });
  return rows.map((row) => row[column]);
}
