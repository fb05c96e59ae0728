import { options } from 'preact';

/** Roots of our layers. */
const roots = new WeakSet<Node>();

/** Notes a closed root of ours: what a user does inside it counts. */
export function trustRoot(root: ShadowRoot): void {
  roots.add(root);
}

/**
 * From now on every handler of our views in this world runs for a user's own event on a node inside one of our roots, and for no
 * other. The root's own listener cannot do that: a node that a page took out of the root is not on its path any more
 * (docs/reference/trust.md).
 */
export function guardHandlers(): void {
  const before = options.vnode;
  options.vnode = (node) => {
    before?.(node);
    const { type, props } = node;
    if (typeof type !== 'string') return;
    const members = props as Record<string, unknown>;
    for (const name of Object.keys(members)) {
      const handler = members[name];
      if (/^on[A-Z]/.test(name) && typeof handler === 'function') members[name] = guarded(handler as Handler);
    }
  };
}

type Handler = (this: unknown, event: Event) => unknown;

function guarded(handler: Handler): Handler {
  return function (this: unknown, event) {
    return isGenuine(event) ? handler.call(this, event) : undefined;
  };
}

/** A frame's `load` comes from the browser too. */
function isGenuine({ isTrusted, currentTarget }: Event): boolean {
  return isTrusted && currentTarget instanceof Node && roots.has(currentTarget.getRootNode());
}
