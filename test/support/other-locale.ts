import { vi } from 'vitest';

/**
 * Makes `Intl` answer as a browser in another locale and time zone does, for code that names neither. Undone by `vi.unstubAllGlobals`.
 */
export function inLocale(locale: string, timeZone: string): void {
  const real = Intl;
  vi.stubGlobal('Intl', {
    ...Object.fromEntries(Object.getOwnPropertyNames(real).map((name) => [name, real[name as keyof typeof Intl]])),
    DateTimeFormat: class extends real.DateTimeFormat {
      constructor(given?: string, options: Intl.DateTimeFormatOptions = {}) {
        super(given ?? locale, { timeZone, ...options });
      }
    },
    NumberFormat: class extends real.NumberFormat {
      constructor(given?: string, options?: Intl.NumberFormatOptions) {
        super(given ?? locale, options);
      }
    },
    RelativeTimeFormat: class extends real.RelativeTimeFormat {
      constructor(given?: string, options?: Intl.RelativeTimeFormatOptions) {
        super(given ?? locale, options);
      }
    },
  });
}
