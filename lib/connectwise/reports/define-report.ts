import * as z from 'zod/mini';

/** A report as we read it. */
export interface Report<Row> {
  name: string;
  /** The column with the ids that its rows are paged by. */
  key: string;
  /** False: several rows may have the same one; it is no id of the row then. */
  isKeyUnique: boolean;
  /** The column that the rows of one key are ordered by, where the report has it. */
  within?: string;
  /** The column with the company's id. */
  company?: string;
  columns: readonly string[];
  /** Columns without which the report is read all the same. */
  optional: readonly string[];
  schema: z.ZodMiniType<Row>;
}

type Shape = Record<string, z.ZodMiniType>;

/** @param shape the columns, with what their cells hold; all are needed but the `optional` ones */
export function defineReport<S extends Shape, Row>(
  report: Pick<Report<Row>, 'name' | 'key' | 'isKeyUnique' | 'within' | 'company'> & {
    shape: S;
    optional: readonly (keyof S & string)[];
    make: (raw: z.infer<z.ZodMiniObject<S>>) => Row;
  },
): Report<Row> {
  const { shape, make, ...rest } = report;
  return { ...rest, columns: Object.keys(shape), schema: z.pipe(z.object(shape), z.transform(make)) };
}
