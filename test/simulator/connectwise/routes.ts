import type { Target } from './handle.ts';
import type { Resource } from './resource.ts';
import { RESOURCES } from './resources/index.ts';

interface Route {
  pattern: RegExp;
  resource: Resource;
}

/** Static paths before those with `{parentId}`; ids are digits, so that `/companies/statuses` is never a company. */
const ROUTES: readonly Route[] = RESOURCES.map((resource) => ({
  pattern: new RegExp(
    `^${resource.path.replace('{parentId}', '(?<parent>\\d+)')}(?:/(?<id>\\d+))?(?:/(?<sibling>count|info))?/?$`,
    'i',
  ),
  resource,
}));

/** The resource that a path under `apis/3.0` names; paths are matched without case. */
export function findTarget(path: string): Target | undefined {
  for (const { pattern, resource } of ROUTES) {
    const groups = pattern.exec(path)?.groups;
    if (!groups) continue;
    const sibling = groups.sibling?.toLowerCase();
    if (sibling === 'info' && !resource.info) return undefined;
    if (sibling === 'count' && groups.id) return undefined;
    return {
      resource,
      parentId: groups.parent ? Number(groups.parent) : undefined,
      id: groups.id ? Number(groups.id) : undefined,
      sibling: sibling === 'info' || sibling === 'count' ? sibling : undefined,
    };
  }
  return undefined;
}
