import { browser } from 'wxt/browser';
import { MINUTE } from '../shared/time.ts';

/** An alarm may be due this much later than one period from now: clocks are corrected by small steps. */
const SLACK_MINUTES = 1;

/**
 * Ensures that a repeating alarm exists and is due within one period. An alarm that is due soon is not moved: a worker that starts
 * every few seconds would otherwise postpone its own alarm for ever. One that is due later was made while the clock was ahead, and
 * is made again.
 */
export async function ensureAlarm(name: string, periodInMinutes: number): Promise<void> {
  const existing = await browser.alarms.get(name);
  const latest = Date.now() + (periodInMinutes + SLACK_MINUTES) * MINUTE;
  if (existing?.periodInMinutes === periodInMinutes && existing.scheduledTime <= latest) return;
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
