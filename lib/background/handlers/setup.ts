import type { Settings } from '../../domain/settings.ts';
import { setupServices } from '../../domain/setup-services.ts';
import { openingStatus } from '../../domain/tickets/board-status.ts';
import type { SETUP } from '../../messages/declarations/setup.ts';
import type { HandlersOf } from '../../messages/router.ts';
import { ok } from '../../shared/result.ts';
import { HOUR } from '../../shared/time.ts';
import { readSetupTables, type SetupTables } from '../../sync/read/setup-tables.ts';
import { unreadableReferences } from '../../sync/read/unreadable.ts';
import { statusesOf } from '../../sync/tickets/read-snapshot.ts';
import type { Background } from '../background.ts';
import { settingsInForce } from '../sync-mode.ts';

/** As old as what a company's view is checked with may be: the setup tables hardly change. */
const TABLES_AGE = HOUR;

/** What ConnectWise knows better than the settings. */
type Stored = Pick<SetupTables, 'integrations' | 'crossReferences' | 'products' | 'unreadable'>;

const NOTHING_STORED: Stored = { integrations: [], crossReferences: [], products: [] };

/** What the setup tables must say, for the checks in them. */
export function setupHandlers(background: Background): HandlersOf<typeof SETUP> {
  return {
    'setup.context': async () => {
      const settings = await settingsInForce(background);
      const { managementSolution, tickets } = settings;
      const stored = await readStored(background, settings);
      return ok({
        managementSolution,
        services: setupServices(settings, { ...stored, isComplete: unreadableReferences(stored).length === 0 }),
        flatFeeProducts: settings.flatFeeProducts,
        integrations: stored.integrations.map(({ id, name, solution }) => ({ id, name, solution })),
        tickets: { board: tickets.board?.name ?? null, newStatus: await nameOfNewStatus(background, settings) },
      });
    },

    'setup.product-proposals': () => background.engines.use((engine) => engine.productProposals()),
    'setup.plan-fix': (input) => background.engines.use((engine) => engine.planSetupFix(input)),

    'setup.report': async ({ refresh }) => {
      if (!refresh) return ok(await background.setup.last());
      const running = background.setup.refresh();
      background.follow(running);
      return running;
    },
  };
}

/** Nothing where ConnectWise cannot be asked: what the tables must say is known without. */
async function readStored({ engines, clock }: Background, settings: Settings): Promise<Stored> {
  const connectWise = await engines.connectWise();
  if (!connectWise.ok || !settings.managementSolution) return NOTHING_STORED;
  const deps = { connectWise: connectWise.value, store: await engines.store(), settings, clock };
  const tables = await readSetupTables(deps, TABLES_AGE);
  return tables.ok ? tables.value : NOTHING_STORED;
}

/** Read where the options leave the choice to the board; null where that cannot be read, or the board has none. */
async function nameOfNewStatus({ engines, clock }: Background, { tickets }: Settings): Promise<string | null> {
  const { board, newStatus } = tickets;
  if (!board || newStatus) return newStatus?.name ?? null;
  const connectWise = await engines.connectWise();
  if (!connectWise.ok) return null;
  const deps = { connectWise: connectWise.value, store: await engines.store(), clock };
  const statuses = await statusesOf(deps, board.id);
  return statuses.ok ? (openingStatus(board, statuses.value, tickets)?.name ?? null) : null;
}
