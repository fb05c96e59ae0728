import type { LINKS } from '../../messages/declarations/links.ts';
import type { HandlersOf } from '../../messages/router.ts';
import type { Result } from '../../shared/result.ts';
import type { Background } from '../background.ts';

/** Links: what is known, and what a user says. Work that waited for a confirmation begins at once. */
export function linkHandlers(background: Background): HandlersOf<typeof LINKS> {
  const { engines, schedule } = background;
  const begins = <T>(confirmed: Result<T>): Result<T> => {
    if (confirmed.ok) background.follow(schedule.onAlarm());
    return confirmed;
  };
  return {
    'links.list': (page) => engines.use((engine) => engine.links(page)),
    'links.confirm': async ({ customerId, companyId }) =>
      begins(await engines.use((engine) => engine.confirmLink(customerId, companyId))),
    'links.confirm-exact': async () => begins(await engines.use((engine) => engine.confirmExactLinks())),
    'links.unlink': ({ customerId, companyId }) => engines.use((engine) => engine.unlink(customerId, companyId)),
    'links.plan': async ({ customerId, companyId }, from) => {
      const plan = await engines.use((engine) => engine.planLink(companyId, customerId));
      if (plan.ok && from.kind === 'panel') await background.pages.addOwn(from, plan.value.id);
      return plan;
    },
  };
}
