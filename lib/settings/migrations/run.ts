/** Takes a stored value from version `to - 1` to version `to`. Pure. */
export interface Migration {
  to: number;
  run(value: unknown): unknown;
}

export interface Versioned {
  version: number;
  value: unknown;
}

/**
 * Brings a stored value up to date, step by step. A value of a later version (an older version of the extension was
 * installed again) is returned as it is: its reader uses the members that it knows.
 */
export function migrate(stored: Versioned, migrations: readonly Migration[]): Versioned {
  return migrations
    .filter((migration) => migration.to > stored.version)
    .sort((a, b) => a.to - b.to)
    .reduce((current, migration) => ({ version: migration.to, value: migration.run(current.value) }), stored);
}
