import { SERVICES } from '../../domain/service.ts';
import type { Handlers } from '../../messages/router.ts';
import { ok } from '../../shared/result.ts';
import type { Background } from '../background.ts';

/** What the setup tables must say, for the checks in them. */
export function setupHandlers({ settings }: Background): Pick<Handlers, 'setup.context'> {
  return {
    'setup.context': async () => {
      const { managementSolution, toggles, products, tickets } = await settings.read();
      return ok({
        managementSolution,
        services: SERVICES.map(({ id, toggle }) => ({
          service: id,
          enabled: toggles[toggle],
          product: products[id] ?? null,
        })),
        tickets: { board: tickets.board?.name ?? null, newStatus: tickets.newStatus?.name ?? null },
      });
    },
  };
}
