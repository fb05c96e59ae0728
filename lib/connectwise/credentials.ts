import type { Failure } from '../shared/errors.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import { blanksSentence, withoutBlanks, withoutQuotes } from '../shared/typed-text.ts';

export type CredentialField = 'companyId' | 'publicKey' | 'privateKey' | 'clientId';

const LABELS: Record<CredentialField, string> = {
  companyId: 'company ID',
  publicKey: 'public key',
  privateKey: 'private key',
  clientId: 'client ID',
};

const WHERE: Record<CredentialField, string> = {
  companyId: 'Enter the company ID that you sign in to ConnectWise with.',
  publicKey: 'Copy it from System › Members › API Members › API Keys in ConnectWise.',
  privateKey:
    'ConnectWise shows it once, when the key is made: make a new key under System › Members › API Members › API Keys if it is lost.',
  clientId: 'Copy it from developer.connectwise.com › ClientID; it looks like 6f1c2d3e-0a1b-4c5d-8e9f-0123456789ab.',
};

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * A typed or pasted credential without blanks (docs/reference/setup-guides.md#troubleshooting-b) or quotes around it. A
 * client ID must be a GUID; a company ID, public and private key must not hold the characters that separate them in the
 * Authorization header. Failures are `bad-input` and never repeat a key.
 */
export function cleanCredential(field: CredentialField, text: string): Result<{ text: string; cleaned: string[] }> {
  const label = LABELS[field];
  const bare = withoutBlanks(text);
  const unquoted = withoutQuotes(bare.text);
  const cleaned: string[] = [];
  const blanks = blanksSentence(label, bare.removed);
  if (blanks) cleaned.push(blanks);
  if (unquoted !== bare.text) cleaned.push(`The quotes around the ${label} were removed.`);

  if (unquoted === '') return fail(bad(field, `The ${label} is missing.`, WHERE[field]));
  if (field === 'clientId' && !GUID.test(unquoted)) {
    return fail(
      bad(field, `The client ID is no GUID: it must be 32 hexadecimal digits in five groups.`, WHERE.clientId),
    );
  }
  if (field !== 'clientId' && /[:+]/.test(unquoted)) {
    return fail(
      bad(
        field,
        `The ${label} holds a "${unquoted.includes(':') ? ':' : '+'}": it looks like several values in one.`,
        `Enter only the ${label}. ${WHERE[field]}`,
      ),
    );
  }
  if (!isAscii(unquoted)) {
    return fail(bad(field, `The ${label} holds a character that no key has.`, WHERE[field]));
  }
  return ok({ text: unquoted, cleaned });
}

/** The Authorization header is made with `btoa`, which knows no more than this. */
function isAscii(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

function bad(field: CredentialField, message: string, nextStep: string): Failure {
  return { code: 'bad-input', message, nextStep, field };
}
