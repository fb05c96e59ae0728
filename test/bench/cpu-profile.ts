/** As the DevTools protocol gives it: nodes of the call tree, one node id per sample, microseconds between samples. */
export interface CpuProfile {
  nodes: { id: number; callFrame: { url: string; functionName: string }; children?: number[] }[];
  samples?: number[];
  timeDeltas?: number[];
}

/** Seconds in samples with a frame of a script below this address. */
export function timeIn(profile: CpuProfile, address: string): number {
  return stretches(profile, address).reduce((sum, milliseconds) => sum + milliseconds, 0) / 1000;
}

/** Uninterrupted stretches of such samples that are longer than this, in milliseconds. */
export function burstsOver(profile: CpuProfile, address: string, milliseconds: number): number[] {
  return stretches(profile, address).filter((length) => length > milliseconds);
}

/** The functions of such samples, the most expensive first: seconds by name. For a note, or for looking closer. */
export function costliest(profile: CpuProfile, address: string): [name: string, seconds: number][] {
  const inside = nodesBelow(profile, address);
  const byId = new Map(profile.nodes.map((node) => [node.id, node]));
  const seconds = new Map<string, number>();
  for (const [index, id] of (profile.samples ?? []).entries()) {
    if (!inside.has(id)) continue;
    const name = byId.get(id)?.callFrame.functionName || '(anonymous)';
    seconds.set(name, (seconds.get(name) ?? 0) + (profile.timeDeltas?.[index] ?? 0) / 1e6);
  }
  return [...seconds].sort(([, one], [, other]) => other - one);
}

function stretches(profile: CpuProfile, address: string): number[] {
  const inside = nodesBelow(profile, address);
  const found: number[] = [];
  let current = 0;
  for (const [index, id] of (profile.samples ?? []).entries()) {
    // A sample's time runs until the next one.
    const next = (profile.timeDeltas?.[index + 1] ?? 0) / 1000;
    if (inside.has(id)) current += next;
    else if (current > 0) {
      found.push(current);
      current = 0;
    }
  }
  return current > 0 ? [...found, current] : found;
}

/** Nodes whose own frame, or one that called it, is of a script below this address. */
function nodesBelow({ nodes }: CpuProfile, address: string): Set<number> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const inside = new Set<number>();
  const mark = (id: number): void => {
    inside.add(id);
    for (const child of byId.get(id)?.children ?? []) mark(child);
  };
  for (const { id, callFrame } of nodes) if (!inside.has(id) && callFrame.url.startsWith(address)) mark(id);
  return inside;
}
