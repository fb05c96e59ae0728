import { digest } from '../shared/digest.ts';
import type { StorageArea } from '../shared/storage-area.ts';

const KEY = 'policy-digest';

/** Notices that an administrator's policy changed, over the lives of a worker. */
export interface PolicyWatch {
  /** Reads the policy; calls back when it is another one than at the last look in this session of the browser. */
  look(): Promise<void>;
}

/**
 * Chrome reports changes of managed storage; the alarm looks for what was not reported (docs/reference/policy.md#changes). What is kept
 * between two looks is a digest, since the policy may hold keys.
 */
export function createPolicyWatch(deps: {
  read(): Promise<unknown>;
  session: StorageArea;
  onChange(): Promise<void>;
}): PolicyWatch {
  // Two looks at once would both find the change.
  const queue: { tail: Promise<void> } = { tail: Promise.resolve() };
  const look = async (): Promise<void> => {
    const now = await digest(JSON.stringify((await deps.read()) ?? {}));
    const before = await deps.session.get(KEY);
    if (before === now) return;
    await deps.session.set(KEY, now);
    if (before !== undefined) await deps.onChange();
  };
  return {
    look() {
      const looked = queue.tail.then(look);
      queue.tail = looked.catch(() => {});
      return looked;
    },
  };
}
