import { HOSTS } from './hosts.ts';

/** What the simulator's own address answers: a user who opens it learns how to go on. */
export function startPage(): Response {
  const lines = [
    'Backup Bridge simulator',
    '',
    'It answers by host name; map these to its port (`npm run simulator` prints how):',
    ...Object.entries(HOSTS).map(([name, host]) => `  ${name.padEnd(10)} https://${host}/`),
    '',
    'Its state: /__admin/',
    '',
  ];
  return new Response(lines.join('\n'), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
