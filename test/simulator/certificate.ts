import { generate } from 'selfsigned';
import { CERTIFICATE_NAMES } from './hosts.ts';

export interface Certificate {
  key: string;
  cert: string;
}

/** A certificate made at start, for this run only: nothing secret is kept in the repository. */
export async function makeCertificate(): Promise<Certificate> {
  const names = CERTIFICATE_NAMES.map((value) => ({ type: 2 as const, value }));
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'Backup Bridge simulator' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: [...names, { type: 7 as const, ip: '127.0.0.1' }] }],
  });
  return { key, cert };
}
