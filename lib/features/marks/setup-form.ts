import type { FieldName } from '../../domain/page-fields.ts';
import { fieldText, isBlank, isChecked } from '../../host/fields.ts';
import type { HostForm } from '../../host/forms.ts';
import { tidy } from '../../host/visible.ts';

/** What a form of the setup tables shows. Members whose field was not found are left out, as they are unknown. */
export interface SetupForm {
  /** As typed, with every blank: such texts are compared exactly. */
  exact<K extends string>(key: K, name: FieldName): Partial<Record<K, string>>;
  /** What was chosen from a table of the user's own, blanks tidied. */
  chosen<K extends string>(key: K, name: FieldName): Partial<Record<K, string>>;
  /** One of ConnectWise's own words; left out where the page speaks another language than the instructions. */
  word<K extends string>(key: K, name: FieldName): Partial<Record<K, string>>;
  flag<K extends string>(key: K, name: FieldName): Partial<Record<K, boolean>>;
  /** Whether anything is in the field; the text itself is not taken. */
  filled<K extends string>(key: K, name: FieldName): Partial<Record<K, boolean>>;
}

/** @param locale of the page's address, e.g. `en_US`; null: English, which the labels were found by */
export function setupForm({ fields }: HostForm, locale: string | null): SetupForm {
  const english = locale === null || /^en\b|^en_/i.test(locale);
  const chosen: SetupForm['chosen'] = (key, name) => {
    const field = fields[name];
    return member(key, field && tidy(fieldText(field)));
  };
  return {
    exact(key, name) {
      const field = fields[name];
      return member(key, field && fieldText(field));
    },
    chosen,
    word: (key, name) => (english ? chosen(key, name) : {}),
    flag(key, name) {
      const field = fields[name];
      return member(key, field && (isChecked(field) ?? undefined));
    },
    filled(key, name) {
      const field = fields[name];
      return member(key, field && !isBlank(field));
    },
  };
}

function member<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}
