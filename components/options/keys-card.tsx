import type { ConnectionView } from '../../lib/messages/protocol.ts';
import { hostOf } from './host.ts';
import { SECURITY } from './texts/security.ts';

const { keys: KEYS, leaves: LEAVES } = SECURITY;

interface KeyRow {
  name: string;
  isStored: boolean;
  sentTo: string;
}

/** Which keys are kept, and the only places that each may be sent to. */
export function KeysCard({ stored }: { stored: Pick<ConnectionView, 'connectWise' | 'portal'> }) {
  return (
    <section class="bb-card" aria-label={KEYS.title}>
      <h2>{KEYS.title}</h2>
      <div class="bb-table-scroll">
        <table class="bb-table">
          <thead>
            <tr>
              <th scope="col">{KEYS.key}</th>
              <th scope="col">{KEYS.state}</th>
              <th scope="col">{KEYS.sentTo}</th>
            </tr>
          </thead>
          <tbody>
            {rowsOf(stored).map(({ name, isStored, sentTo }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{isStored ? KEYS.stored : KEYS.missing}</td>
                <td>{isStored ? sentTo : KEYS.nowhere}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="bb-hint">{KEYS.hint}</p>
    </section>
  );
}

function rowsOf({ connectWise, portal }: Pick<ConnectionView, 'connectWise' | 'portal'>): KeyRow[] {
  const toConnectWise = KEYS.connectWise(connectWise?.site ?? '');
  const rows = [
    { name: KEYS.privateKey, isStored: connectWise?.hasPrivateKey ?? false, sentTo: toConnectWise },
    { name: KEYS.clientId, isStored: connectWise?.hasClientId ?? false, sentTo: toConnectWise },
  ];
  // A file has no key.
  if (portal?.kind === 'file') return rows;
  return [
    ...rows,
    { name: KEYS.portalKey, isStored: portal?.hasKey ?? false, sentTo: hostOf(portal?.baseUrl ?? '') ?? '' },
  ];
}

/** The hosts that anything is sent to. */
export function LeavesCard({
  stored: { connectWise, portal },
}: {
  stored: Pick<ConnectionView, 'connectWise' | 'portal'>;
}) {
  const places = [
    ...(connectWise ? [KEYS.connectWise(connectWise.site)] : []),
    ...(portal ? [portal.kind === 'file' ? LEAVES.file : (hostOf(portal.baseUrl) ?? portal.baseUrl)] : []),
  ];
  return (
    <section class="bb-card" aria-label={LEAVES.title}>
      <h2>{LEAVES.title}</h2>
      <p>{places.length > 0 ? LEAVES.only : LEAVES.nothing}</p>
      <ul>
        {places.map((place) => (
          <li key={place}>{place}</li>
        ))}
      </ul>
    </section>
  );
}
