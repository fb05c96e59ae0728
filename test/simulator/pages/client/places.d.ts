import type { ScreenState } from './location.d.ts';

/** How the parts of a hash that no public source knows are written. */
export type UnknownNames = 'guess' | 'absent';

export type CompanyTab = 'company' | 'service' | 'agreements' | 'configurations' | 'management' | (string & {});
export type BoardTab = 'board' | 'statuses' | (string & {});
export type AgreementTab = 'agreement' | 'additions' | (string & {});

/** Where the client is. Record ids are RecIDs; 0 is a new record. */
export type Place =
  | { screen: 'search' }
  | { screen: 'company'; company: number; tab: CompanyTab; companyTab: CompanyTab; entry?: number; left?: number }
  | {
      screen: 'agreement';
      agreement: number;
      tab: AgreementTab;
      agreementTab: AgreementTab;
      addition?: number;
      /** The addition that was shown before the list; written, never read. */
      left?: number;
      /** Present when the agreement was opened from its company. */
      company?: number;
      companyTab?: CompanyTab;
    }
  | { screen: 'setup' }
  | {
      screen: 'integration';
      table: string;
      record?: number;
      tab?: string;
      company?: number;
      entry?: number;
      crossReference?: number;
    }
  | { screen: 'solution'; table: string; record?: number }
  | { screen: 'board'; table: string; record?: number; tab?: BoardTab; status?: number }
  | { screen: 'tickets' }
  /** `fromBoard`: opened from the service board, which stays below it in the state. */
  | { screen: 'ticket'; ticket: number; fromBoard?: boolean };

export const TABS: Record<'company' | 'agreement' | 'integration' | 'board', readonly string[]>;
/** Whether the place is the list of setup tables, or within one of them. */
export function isSetup(place: Place): boolean;
export function suffixOf(place: Place, form: UnknownNames): string | null;
export function stateOf(place: Place, form: UnknownNames, noise?: () => number): ScreenState;
/** Null for screens that this simulator does not have. */
export function placeOf(state: ScreenState): Place | null;
