import type { Side } from '../domain/connection-state.ts';
import { type Provisioned, wholeConnectWise, wholePortal } from '../settings/policy-connection.ts';
import { isYoungerThan } from '../shared/age.ts';
import { digest } from '../shared/digest.ts';
import type { Failure } from '../shared/errors.ts';
import type { Result } from '../shared/result.ts';
import type { StorageArea } from '../shared/storage-area.ts';
import { type Clock, HOUR, MINUTE } from '../shared/time.ts';

/** Connects what a policy holds whole, and says why it could not. */
export interface Provisioning {
  /** Seals what is not stored yet, or is stored otherwise; asks nobody where it is stored as it is. Never rejects. */
  run(): Promise<void>;
  /** Why a side that the policy connects is not connected; undefined: it is, or nothing was tried. */
  failure(side: Side): Promise<Failure | undefined>;
}

export interface ProvisioningDeps {
  provisioned(): Promise<Provisioned>;
  /** Whether a connection with just these keys is stored. */
  isStored: { connectWise(wanted: WholeConnectWise): Promise<boolean>; portal(wanted: WholePortal): Promise<boolean> };
  /** Tests a connection and stores it. */
  connect: {
    connectWise(wanted: WholeConnectWise): Promise<Result<unknown>>;
    portal(wanted: WholePortal): Promise<Result<unknown>>;
  };
  session: StorageArea;
  clock: Clock;
}

export type WholeConnectWise = NonNullable<ReturnType<typeof wholeConnectWise>>;
export type WholePortal = NonNullable<ReturnType<typeof wholePortal>>;

/** The last attempt that failed; `wanted` is a digest, since what it was of holds keys. */
interface Attempt {
  wanted: string;
  at: number;
  failure: Failure;
}

/** A network that is not there yet is tried again soon; keys that the other side refuses are not. */
const SOON: readonly Failure['code'][] = ['unreachable', 'timeout', 'unavailable', 'server-error', 'storage'];
const SOON_MS = 2 * MINUTE;
const LATER_MS = HOUR;

const keyOf = (side: Side) => `provision.${side}`;

/**
 * The keys of a policy are sealed like typed ones, after the same test. What the policy no longer holds stays connected: a policy may
 * be away for a moment (docs/reference/policy.md#keys).
 */
export function createProvisioning({ provisioned, isStored, connect, session, clock }: ProvisioningDeps): Provisioning {
  const readAttempt = async (side: Side) => (await session.get(keyOf(side))) as Attempt | undefined;

  const connectSide = async <T extends object>(
    side: Side,
    wanted: T | undefined,
    work: { isStored(wanted: T): Promise<boolean>; connect(wanted: T): Promise<Result<unknown>> },
  ): Promise<void> => {
    if (!wanted || (await work.isStored(wanted))) return session.remove(keyOf(side));
    const name = await digest(JSON.stringify(wanted));
    const last = await readAttempt(side);
    const wait = last && SOON.includes(last.failure.code) ? SOON_MS : LATER_MS;
    // Permissions are given without a word to us.
    const isWaiting = last?.wanted === name && last.failure.code !== 'host-permission';
    if (isWaiting && isYoungerThan(wait, last.at, clock())) return;
    const connected = await work.connect(wanted);
    if (connected.ok) await session.remove(keyOf(side));
    else await session.set(keyOf(side), { wanted: name, at: clock(), failure: connected.failure } satisfies Attempt);
  };

  const run = async (): Promise<void> => {
    const wanted = await provisioned();
    await connectSide('connectWise', wholeConnectWise(wanted), {
      isStored: isStored.connectWise,
      connect: connect.connectWise,
    });
    await connectSide('portal', wholePortal(wanted), { isStored: isStored.portal, connect: connect.portal });
  };

  const queue: { tail: Promise<void> } = { tail: Promise.resolve() };
  return {
    run() {
      // One after the other: a second one finds stored what the first has stored.
      queue.tail = queue.tail.then(run).catch(() => {});
      return queue.tail;
    },
    failure: async (side) => (await readAttempt(side))?.failure,
  };
}
