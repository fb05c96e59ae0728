import { readFileSync, writeFileSync } from 'node:fs';
import { withPolicy } from '../domain/policy.ts';
import { planImport, withImport } from '../settings/plan-import.ts';
import { createSettingsStore } from '../settings/settings.ts';
import { readSettingsFile, settingsFile } from '../settings/settings-file.ts';
import type { StorageArea } from '../shared/storage-area.ts';
import { type Clock, isoTime } from '../shared/time.ts';
import type { RunnerConfig } from './config/read-config.ts';

interface FilesDeps {
  config: RunnerConfig;
  items: StorageArea;
  clock: Clock;
  /** The ConnectWise of the configuration, e.g. `na.myconnectwise.net/acme`. */
  tenant: string;
}

/** Imports a settings file that the extension exported. Returns one line for each setting that changed or was left out. */
export async function importSettings(path: string, { config, items, tenant }: FilesDeps): Promise<string[]> {
  const file = readSettingsFile(readFileSync(path, 'utf8'));
  if (!file.ok) throw new Error(`${file.failure.message} ${file.failure.nextStep}`);
  const settings = createSettingsStore(items);
  const lines: string[] = [];
  await settings.change((stored) => {
    const planned = planImport(file.value, { stored, policy: config.policy, tenant });
    lines.push(...planned.changes.map(({ path: name }) => `${name}: imported`));
    lines.push(...planned.leftOut.map(({ path: name, reason }) => `${name}: left out (${reason})`));
    return withImport(stored, planned.changes);
  });
  return lines;
}

/** Writes the settings in force into a file that the extension imports. */
export async function exportSettings(path: string, { config, items, clock, tenant }: FilesDeps): Promise<void> {
  const stored = await createSettingsStore(items).read();
  const text = settingsFile({
    settings: withPolicy(stored, config.policy),
    tenant,
    exportedAt: isoTime(clock()),
  });
  writeFileSync(path, text);
}
