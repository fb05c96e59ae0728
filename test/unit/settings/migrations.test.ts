import { describe, expect, it } from 'vitest';
import { SETTINGS_MIGRATIONS, SETTINGS_VERSION } from '../../../lib/settings/migrations/index.ts';
import { type Migration, migrate } from '../../../lib/settings/migrations/run.ts';

const append = (to: number): Migration => ({ to, run: (value) => [...(value as number[]), to] });

describe('migrations', () => {
  it('run in order, each once, from the stored version on', () => {
    const migrations = [append(4), append(2), append(3)];
    expect(migrate({ version: 1, value: [] }, migrations)).toEqual({ version: 4, value: [2, 3, 4] });
    expect(migrate({ version: 3, value: [] }, migrations)).toEqual({ version: 4, value: [4] });
  });

  it('leave a value of a later version as it is', () => {
    expect(migrate({ version: 9, value: [1] }, [append(2)])).toEqual({ version: 9, value: [1] });
  });

  it('of the settings end at the version that is stored, without a gap', () => {
    expect(SETTINGS_MIGRATIONS.map(({ to }) => to)).toEqual(
      Array.from({ length: SETTINGS_VERSION - 1 }, (_, index) => index + 2),
    );
  });
});
