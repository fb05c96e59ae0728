import { browser } from 'wxt/browser';

/**
 * Sees to it that a repeating alarm exists, without moving one that does: a worker that wakes up every few seconds
 * would otherwise push its own alarm away for ever.
 */
export async function ensureAlarm(name: string, periodInMinutes: number): Promise<void> {
  const existing = await browser.alarms.get(name);
  if (existing?.periodInMinutes === periodInMinutes) return;
  await browser.alarms.create(name, { delayInMinutes: periodInMinutes, periodInMinutes });
}

/** When the alarm goes off next, in milliseconds since the epoch; undefined when there is none. */
export async function alarmDueAt(name: string): Promise<number | undefined> {
  return (await browser.alarms.get(name))?.scheduledTime;
}

/** Must be called synchronously at the start of the worker, else the alarm that woke it is missed. */
export function onAlarm(listener: (name: string) => void): void {
  browser.alarms.onAlarm.addListener((alarm) => listener(alarm.name));
}
