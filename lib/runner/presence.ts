import { SECOND } from '../shared/time.ts';
import type { SqlDatabase } from './store/sql.ts';

/** How often a runner says that it is at work. */
export const BEAT = 3 * SECOND;
/** A runner that has said nothing for so long has ended: its work is taken over. */
const DEAD_AFTER = 12 * SECOND;
/** After so long without a beat that was stored, a runner sends nothing more: others may take it for dead soon. */
const SILENT_AFTER = 9 * SECOND;
/** What a runner has stored too late, because its computer or its connection stood still, is there so long after its end at most. */
const LATE = '2 minutes';
/** Runners that ended are kept for so long: what they held is known to be theirs until then. */
const KEPT = '40 days';

/** A runner among all that share a database. Whatever it makes has an id that begins with its own. */
export interface Presence {
  readonly id: string;
  /** An id for something that this runner makes. */
  makeId(): string;
  /** Says that it is at work. Answers false once others took it for dead: it has to end, and start as another. */
  beat(): Promise<boolean>;
  /** Whether it must not send anything more. */
  isSilenced(): boolean;
  /** Ends those that are dead, and answers how many are new among them. */
  endDead(): Promise<number>;
  /** Whether a runner has ended, of those that had when it was asked. */
  ended(): Promise<(runner: string) => boolean>;
  /** Whether a runner has ended so recently that something it stored may have come after its work was taken over. */
  hasEndedLately(): Promise<boolean>;
  /** Says that it is no longer at work. */
  leave(): Promise<void>;
  /** How many are at work. */
  count(): Promise<number>;
}

interface PresenceDeps {
  sql: SqlDatabase;
  schema: string;
  id: string;
  name: string;
  randomId: () => string;
  /** Milliseconds of a clock that only goes forward. */
  elapsed: () => number;
}

/** Enters a runner among those at work. The database's clock counts, so that theirs may differ. */
export async function enter({ sql, schema, id, name, randomId, elapsed }: PresenceDeps): Promise<Presence> {
  const table = `${schema}.runners`;
  const dead = `ended_at IS NULL AND beat_at < clock_timestamp() - interval '${DEAD_AFTER} milliseconds'`;
  await sql.query(`INSERT INTO ${table} (id, name) VALUES ($1, $2)`, [id, name]);
  const held = { beatAt: elapsed(), isEnded: false };
  return {
    id,
    makeId: () => `${id}.${randomId()}`,
    async beat() {
      const asked = elapsed();
      const beating = await sql.query(
        `UPDATE ${table} SET beat_at = clock_timestamp() WHERE id = $1 AND ended_at IS NULL RETURNING id`,
        [id],
      );
      held.isEnded ||= beating.length === 0;
      held.beatAt = asked;
      return !held.isEnded;
    },
    isSilenced: () => held.isEnded || elapsed() - held.beatAt > SILENT_AFTER,
    async endDead() {
      const ended = await sql.query(
        `UPDATE ${table} SET ended_at = clock_timestamp() WHERE ${dead} AND id <> $1 RETURNING id`,
        [id],
      );
      await sql.query(`DELETE FROM ${table} WHERE ended_at < clock_timestamp() - interval '${KEPT}'`);
      return ended.length;
    },
    async ended() {
      const rows = await sql.query<{ id: string }>(`SELECT id FROM ${table} WHERE ended_at IS NOT NULL`);
      const ids = new Set(rows.map((row) => row.id));
      return (runner) => ids.has(runner);
    },
    async hasEndedLately() {
      const lately = `ended_at > clock_timestamp() - interval '${LATE}'`;
      return (await sql.query(`SELECT id FROM ${table} WHERE ${lately} LIMIT 1`)).length > 0;
    },
    async leave() {
      held.isEnded = true;
      await sql.query(`UPDATE ${table} SET ended_at = clock_timestamp() WHERE id = $1`, [id]);
    },
    async count() {
      const [row] = await sql.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM ${table} WHERE ended_at IS NULL AND NOT (${dead})`,
      );
      return row?.count ?? 0;
    },
  };
}
