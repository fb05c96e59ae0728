/** What the document hands to the application (document.ts). */
export const boot = JSON.parse(document.getElementById('cwBoot').textContent);

/** The words of this language, or this partner, for an English one. */
export function t(text) {
  return boot.labels[text] ?? text;
}

/** Compiled class name of a style; throws for a style that client.css does not have. */
export function gss(...names) {
  return names
    .map((name) => {
      if (!(name in boot.classes)) throw new Error(`No style ${name}`);
      return boot.classes[name];
    })
    .join(' ');
}

/** Field classes that public sources name (docs/reference/connectwise-pages.md#fields). */
const KNOWN_FIELDS = new Set([
  'company',
  'companyId',
  'companyPhone',
  'companyAddress1',
  'companyCity',
  'companyState',
  'companyZipCode',
  'contact',
  'emailAddress',
  'serviceBoard',
  'status',
  'type',
  'servicePriority',
  'ticketOwner',
  'PsaSummaryHeader',
]);

/** `cw_` + model property. For the screens that matter most no name is public: there, only the `guess` form has one. */
export function fieldClass(property) {
  return property && (KNOWN_FIELDS.has(property) || boot.fieldClasses === 'guess') ? `cw_${property}` : '';
}

/** Rows and fields come a beat after their frame. */
export function late() {
  return new Promise((resolve) => setTimeout(resolve, boot.lateMs));
}
