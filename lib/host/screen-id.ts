import { PART_ORDER, type PartName, SCREEN_IDS, SCREENS, type ScreenId } from '../domain/page-screens.ts';
import type { HostScreen } from './screen.ts';
import { AGREEMENT_CRUMB } from './selectors.ts';
import type { AnySetupTable } from './setup-table.ts';

/** Screens outside of setup tables; their forms are opened over another screen and have no address of their own. */
const RECORD_SCREENS = SCREEN_IDS.filter((id) => SCREENS[id].table === undefined);
export const RECORD_FORMS = RECORD_SCREENS.filter((id) => SCREENS[id].form !== undefined);
const RECORD_LISTS = RECORD_SCREENS.filter((id) => SCREENS[id].list !== undefined);

/**
 * Returns the one screen that a reading means. Forms go before lists (a list may stay visible below the form of one of its rows);
 * two forms or two lists of different screens at once are no screen.
 * @param has whether a part is on the page
 */
export function nameScreen(
  screen: HostScreen,
  table: AnySetupTable | null,
  has: (part: PartName) => boolean,
): ScreenId | null {
  if (table !== null) {
    const named = partsOfTable(table).find(([part]) => has(part))?.[1];
    if (named || table === 'integration') return named ?? null;
  } else {
    const hasPart = (part: PartName | undefined): boolean => part !== undefined && has(part);
    const forms = RECORD_FORMS.filter((id) => hasPart(SCREENS[id].form));
    if (screen.ticketId !== null) forms.push('service-ticket');
    if (forms.length > 0) return onlyOne(forms);
    const lists = RECORD_LISTS.filter((id) => hasPart(SCREENS[id].list));
    if (lists.length > 1) return null;
    const [list] = lists;
    if (list && (screen.company || !SCREENS[list].onCompany)) return list;
  }
  if (isAgreement(screen)) return 'agreement';
  return screen.company ? 'company' : null;
}

/** Returns the screen that is most likely open in a setup table; null: none of ours. */
export function usualScreen(table: AnySetupTable): ScreenId | null {
  return SCREEN_IDS.find((id) => SCREENS[id].table === table && SCREENS[id].usual) ?? null;
}

/** The parts that name a screen of a table, the surest first. */
function partsOfTable(table: AnySetupTable): readonly (readonly [PartName, ScreenId])[] {
  const ordered = table === 'other' ? [] : PART_ORDER[table];
  if (ordered) return ordered;
  const ids = SCREEN_IDS.filter((id) => SCREENS[id].table === table);
  return (['form', 'list'] as const).flatMap((kind) =>
    ids.flatMap((id) => {
      const part = SCREENS[id][kind];
      return part ? [[part, id] as const] : [];
    }),
  );
}

function onlyOne(ids: readonly ScreenId[]): ScreenId | null {
  return ids.length === 1 ? (ids[0] ?? null) : null;
}

/** The markup of an agreement's own tab is in no public source: the entry link or the way there must say it. */
function isAgreement({ location, banner }: HostScreen): boolean {
  if (location.recordIds.length === 0) return false;
  if (location.sureness === 'hint') return location.screen === 'agreement';
  return AGREEMENT_CRUMB.test(banner.trail.at(-1) ?? '');
}
