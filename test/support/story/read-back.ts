import { request } from 'node:https';
import { SEED } from '../../simulator/connectwise/seed/ids.ts';
import { HOSTS } from '../../simulator/hosts.ts';

export interface Answer {
  status: number;
  body: unknown;
}

/**
 * Reads the simulated ConnectWise over REST, on a socket, with nothing of the product in between: what is there is what any
 * other client would find.
 */
export function readConnectWise(port: number, path: string): Promise<Answer> {
  const credentials = Buffer.from(`${SEED.companyId}+${SEED.publicKey}:${SEED.privateKey}`).toString('base64');
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host: '127.0.0.1',
        port,
        path: `/v4_6_release/apis/3.0${path}`,
        // The certificate is the simulator's own, made at its start.
        rejectUnauthorized: false,
        headers: {
          host: HOSTS.rest,
          authorization: `Basic ${credentials}`,
          clientId: SEED.clientId,
          accept: 'application/json',
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part) => {
          text += part;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text ? JSON.parse(text) : null }));
      },
    );
    call.on('error', reject);
    call.end();
  });
}
