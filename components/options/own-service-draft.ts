import { fitsUnit, type Measure, measureOf } from '../../lib/domain/measures.ts';
import { NO_FILTER, type OwnService } from '../../lib/domain/own-service.ts';
import type { ServiceUnit } from '../../lib/domain/service.ts';
import { OWN_SERVICE } from './texts/own-services.ts';

/** The member that is wrong with a service of one's own, and a sentence about it; undefined: it can be saved. */
export function ownServiceFailure(
  { title, measures, unit, deduct, filter }: OwnService,
  others: readonly OwnService[],
): { field: 'title' | 'measures' | 'deduct' | 'silentDays'; message: string } | undefined {
  const name = title.trim();
  if (name === '') return { field: 'title', message: OWN_SERVICE.noTitle };
  if (others.some((other) => other.title.trim().toLowerCase() === name.toLowerCase()))
    return { field: 'title', message: OWN_SERVICE.sameTitle(name) };
  if (measures.length === 0) return { field: 'measures', message: OWN_SERVICE.noMeasure };
  const misfit = measures.map(measureOf).find((measure) => measure.sources.length > 0 && !fitsUnit(measure, unit));
  if (misfit) return { field: 'measures', message: OWN_SERVICE.misfit(misfit.title, OWN_SERVICE.units[unit]) };
  if (!(deduct >= 0)) return { field: 'deduct', message: OWN_SERVICE.noNumber };
  const days = filter.silentDays;
  if (days !== null && !(Number.isInteger(days) && days >= 1 && days <= 3650))
    return { field: 'silentDays', message: OWN_SERVICE.noDays };
  return undefined;
}

export function areOwnServicesValid(services: readonly OwnService[]): boolean {
  return services.every((service) => !ownServiceFailure(service, othersOf(service, services)));
}

export function othersOf(service: OwnService, services: readonly OwnService[]): OwnService[] {
  return services.filter(({ id }) => id !== service.id);
}

/** The service that bills one measure as it is. It bills nothing before its product is chosen. */
export function serviceOfMeasure(measure: Measure, services: readonly OwnService[]): OwnService {
  const taken = new Set(services.map(({ id }) => id));
  const base: OwnService['id'] = `own:${measure.id.replace(/[^\w.-]/g, '-').slice(0, 80)}`;
  let id = base;
  for (let nth = 2; taken.has(id); nth += 1) id = `${base}-${nth}`;
  const titles = new Set(services.map(({ title }) => title));
  let title = measure.title;
  for (let nth = 2; titles.has(title); nth += 1) title = `${measure.title} (${nth})`;
  return {
    id,
    title,
    unit: unitOf(measure),
    type: '',
    level: '',
    isOn: true,
    measures: [measure.id],
    filter: NO_FILTER,
    deduct: 0,
    deductPer: 'customer',
  };
}

function unitOf({ id, unit, sources }: Measure): ServiceUnit {
  if (unit === 'bytes') return 'GB';
  if (id === 'mailboxes') return 'mailboxes';
  if (id.endsWith('.seats')) return 'seats';
  return sources.includes('x360billing') || id === 'licences' ? 'units' : 'count';
}

/** Patterns as they are typed, with commas between; blanks around them are none of theirs. */
export function patternsOf(text: string): string[] {
  return text
    .split(',')
    .map((pattern) => pattern.trim())
    .filter(Boolean);
}
