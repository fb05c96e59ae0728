/**
 * Where production departs from the published description (docs/reference/portals.md#records). Defaults mimic
 * production.
 */
export interface X360Deviations {
  /** `active` of a client is 1 or 0. */
  activeAsNumber: boolean;
  /** `id_` in place of `id`. */
  idUnderscore: 'none' | 'organization' | 'all';
  /** `client_id` is missing on the rows of `/device`. */
  deviceWithoutClientId: boolean;
  /**
   * `mixed`: `…07.000Z`, `…07Z` and zone-less (UTC) side by side; `unpadded`: like the public mock, `2024-01-3T11:33:00`;
   * `uniform`: everywhere `…07.000Z`.
   */
  times: 'mixed' | 'unpadded' | 'uniform';
  /** `latest_autoverify_details` is null, although boot checks run. */
  autoVerifyNull: boolean;
  billing: BillingDeviation;
}

/**
 * How billing usage departs from its published shape. `new-members`: members and a product that nobody published; `odd-values`:
 * amounts that are no amounts; `repeated-clients`: two clients are listed twice; `without-dates`: the period is missing.
 */
export const BILLING_DEVIATIONS = ['none', 'new-members', 'odd-values', 'repeated-clients', 'without-dates'] as const;
export type BillingDeviation = (typeof BILLING_DEVIATIONS)[number];

export const PRODUCTION: Readonly<X360Deviations> = {
  activeAsNumber: true,
  idUnderscore: 'organization',
  deviceWithoutClientId: true,
  times: 'mixed',
  autoVerifyNull: false,
  billing: 'none',
};

/** Exactly as described. */
export const AS_DESCRIBED: Readonly<X360Deviations> = {
  activeAsNumber: false,
  idUnderscore: 'none',
  deviceWithoutClientId: false,
  times: 'uniform',
  autoVerifyNull: false,
  billing: 'none',
};

export type TimeForm = 'milliseconds' | 'seconds' | 'zone-less';

/** A time in the form that production uses at this place; null where there is none. */
export function x360Time(
  { times }: X360Deviations,
  milliseconds: number | undefined,
  form: TimeForm = 'milliseconds',
): string | null {
  if (milliseconds === undefined) return null;
  const iso = new Date(milliseconds).toISOString();
  if (times === 'uniform' || (times === 'mixed' && form === 'milliseconds')) return iso;
  const seconds = iso.slice(0, 19);
  if (times === 'unpadded') return seconds.replace(/-0(\d)T/, '-$1T');
  return form === 'seconds' ? `${seconds}Z` : seconds;
}
