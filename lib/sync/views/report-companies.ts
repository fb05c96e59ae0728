import type { LinkCompany } from '../../domain/link-view.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { EngineDeps } from '../engine-api.ts';
import { linkList } from './link-list.ts';

/** Returns the companies that a backup report can be made of: those that are linked to a customer, by name. */
export async function reportCompanies(deps: EngineDeps): Promise<Result<LinkCompany[]>> {
  const links = await linkList(deps, { search: '', offset: 0, limit: Number.MAX_SAFE_INTEGER });
  if (!links.ok) return links;
  const linked = links.value.rows.filter(({ state }) => state === 'linked').flatMap(({ companies }) => companies);
  const once = new Map(linked.map((company) => [company.id, company]));
  return ok([...once.values()].sort((a, b) => a.name.localeCompare(b.name)));
}
