import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXTENSION } from '../browser/chromium.ts';

/**
 * What time it is when the first picture is taken. Ages, months, billing cycles and the days of a chart are in most pictures: on a day
 * of their own they are the same at every run, also on the first of a month.
 */
export const TAKEN_AT = Date.parse('2026-11-18T14:42:00Z');
export const TIME_ZONE = 'UTC';

/** Returns a script after which the clock of its document or worker is `ahead` milliseconds ahead of the machine's. It may run twice. */
export function clockScript(ahead: number): string {
  return `(() => {
  if ('__clockAhead' in globalThis) return;
  Object.defineProperty(globalThis, '__clockAhead', { value: ${ahead} });
  const Real = Date;
  globalThis.Date = class Date extends Real {
    constructor(...given) {
      if (given.length === 0) super(Real.now() + ${ahead});
      else super(...given);
    }
    static now() {
      return Real.now() + ${ahead};
    }
  };
  // The browser's alarms know its own clock only.
  const alarms = globalThis.chrome?.alarms;
  const get = alarms?.get.bind(alarms);
  if (get) {
    alarms.get = async (name) => {
      const alarm = await get(name);
      return alarm && { ...alarm, scheduledTime: alarm.scheduledTime + ${ahead} };
    };
  }
})();
`;
}

/**
 * Returns a folder with a copy of the built extension whose scripts begin with `script`: worker, pages and what runs in ConnectWise's
 * pages. Nothing else has a way into all of them before their first line. It is removed when the process ends.
 */
export function extensionBeginningWith(script: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'backup-bridge-pictures-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  cpSync(EXTENSION, folder, { recursive: true });
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.js')) continue;
    const path = join(folder, name);
    writeFileSync(path, `${script}${readFileSync(path, 'utf8')}`);
  }
  return folder;
}
