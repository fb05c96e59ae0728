import type { CatalogItem } from '../domain/catalog-item.ts';
import type { BoardStatus, CrossReference, ManagedDevicesIntegration, Product } from '../domain/connectwise-records.ts';
import type { ExecutiveReport } from '../domain/executive-report.ts';
import { isOurIntegration } from '../domain/management-solution.ts';
import type { MemberRights, ProvenRead } from '../domain/member-rights.ts';
import { productFor } from '../domain/product-template.ts';
import { type RecordList, recordList } from '../domain/record-list.ts';
import type { Settings } from '../domain/settings.ts';
import type { SetupContext } from '../domain/setup-context.ts';
import { setupServices } from '../domain/setup-services.ts';
import { openingStatus } from '../domain/tickets/board-status.ts';
import { fail, ok, type Result } from '../shared/result.ts';
import type { ConnectWisePort, PortalPort } from '../sync/ports.ts';
import { servicesWithoutProduct } from './billed-services.ts';
import type { SetupDeps, SetupSite, SiteAnswer } from './ports.ts';

type Answer<T> = () => Promise<Result<T>>;
/** What a method of a port answers. */
type AnswerOf<Port, Name extends keyof Port> = Port[Name] extends (...input: never[]) => Promise<infer Found>
  ? () => Promise<Found>
  : never;

/** What the checks look at. Each is read at most once, when the first check asks for it. */
export interface SetupReads {
  settings: Settings;
  site: SetupSite | null;
  storedPortal: SetupDeps['storedPortal'];
  siteAnswer: Answer<SiteAnswer>;
  info: AnswerOf<ConnectWisePort, 'info'>;
  /** null: it is not known which API member is ours. */
  memberRights: Answer<MemberRights | null>;
  provenReads: Answer<ProvenRead[]>;
  executiveReport: Answer<ExecutiveReport | null>;
  boards: AnswerOf<ConnectWisePort, 'boards'>;
  /** Of the board of new tickets; none without one. */
  statuses: Answer<RecordList<BoardStatus>>;
  solutions: AnswerOf<ConnectWisePort, 'managementSolutions'>;
  integrations: AnswerOf<ConnectWisePort, 'managedDevicesIntegrations'>;
  /** Of the integrations that serve our solution; null: there is none. */
  crossReferences: Answer<RecordList<CrossReference> | null>;
  /** Those that a cross-reference of ours or the settings name. */
  products: Answer<RecordList<Product>>;
  /** Those that have the name of the template of a service without a product; none is read where every service has one. */
  unusedProducts: Answer<RecordList<CatalogItem>>;
  /** What the set-up tables must say. */
  context: Answer<SetupContext>;
  portal: Result<PortalPort>;
  customers: AnswerOf<PortalPort, 'customers'>;
}

export function createReads(deps: SetupDeps): SetupReads {
  const { site, settings, portal } = deps;
  const ask = <T>(read: (port: ConnectWisePort) => Promise<Result<T>>): Answer<T> =>
    once(async () => (deps.connectWise.ok ? read(deps.connectWise.value) : deps.connectWise));
  const reads: SetupReads = {
    settings,
    site,
    storedPortal: deps.storedPortal,
    siteAnswer: once(async () => (site ? site.ask() : fail(NOT_CONNECTED))),
    info: ask((port) => port.info()),
    memberRights: ask((port) => port.memberRights()),
    provenReads: ask((port) => port.provenReads()),
    executiveReport: ask((port) => port.executiveReport()),
    boards: ask((port) => port.boards()),
    statuses: ask(async (port) => {
      const { board } = settings.tickets;
      return board ? port.boardStatuses(board.id) : ok(recordList([]));
    }),
    solutions: ask((port) => port.managementSolutions()),
    integrations: ask((port) => port.managedDevicesIntegrations()),
    crossReferences: ask((port) => readCrossReferences(port, reads)),
    products: ask((port) => readProducts(port, reads)),
    unusedProducts: ask((port) => readUnusedProducts(port, reads)),
    context: once(() => readContext(reads)),
    portal,
    customers: once(async () => (portal.ok ? portal.value.customers() : portal)),
  };
  return reads;
}

async function readCrossReferences(
  port: ConnectWisePort,
  reads: SetupReads,
): Promise<Result<RecordList<CrossReference> | null>> {
  const ours = await ourIntegrations(reads);
  if (!ours.ok) return ours;
  if (ours.value.length === 0) return ok(null);
  const all: RecordList<CrossReference> = recordList([]);
  for (const { id } of ours.value) {
    const found = await port.crossReferences(id);
    if (!found.ok) return found;
    all.rows.push(...found.value.rows);
    all.unreadable.push(...found.value.unreadable);
  }
  return ok(all);
}

/** Those by which ConnectWise finds our cross-references: their solution is exactly ours. */
async function ourIntegrations(reads: SetupReads): Promise<Result<ManagedDevicesIntegration[]>> {
  const [solutions, integrations] = await Promise.all([reads.solutions(), reads.integrations()]);
  if (!integrations.ok) return integrations;
  if (reads.settings.managementSolution === '') return ok([]);
  // Without the solutions, the name in the settings is the only one that is known.
  const known = solutions.ok ? solutions.value.rows : [];
  return ok(integrations.value.rows.filter(isOurIntegration(reads.settings.managementSolution, known)));
}

async function readProducts(port: ConnectWisePort, reads: SetupReads): Promise<Result<RecordList<Product>>> {
  const references = await reads.crossReferences();
  if (!references.ok) return references;
  const named = references.value?.rows.flatMap(({ product }) => product?.id ?? []) ?? [];
  const chosen = Object.values(reads.settings.products).flatMap((product) => product?.id ?? []);
  return port.products([...new Set([...named, ...chosen])]);
}

async function readUnusedProducts(port: ConnectWisePort, reads: SetupReads): Promise<Result<RecordList<CatalogItem>>> {
  const references = await reads.crossReferences();
  if (!references.ok) return references;
  const { settings } = reads;
  const services = servicesWithoutProduct(settings, references.value?.rows ?? []);
  if (services.length === 0) return ok(recordList([]));
  return port.productsNamed(services.map((service) => productFor(service, 0, settings).identifier));
}

async function readContext(reads: SetupReads): Promise<Result<SetupContext>> {
  const { settings } = reads;
  const [references, products, integrations, statuses] = await Promise.all([
    reads.crossReferences(),
    reads.products(),
    reads.integrations(),
    reads.statuses(),
  ]);
  if (!references.ok) return references;
  if (!products.ok) return products;
  if (!integrations.ok) return integrations;
  const { board } = settings.tickets;
  const newStatus = board && statuses.ok ? openingStatus(board, statuses.value.rows, settings.tickets) : undefined;
  return ok({
    managementSolution: settings.managementSolution,
    services: setupServices(settings, {
      crossReferences: references.value?.rows ?? [],
      products: products.value.rows,
      isComplete: !references.value?.unreadable.length,
    }),
    flatFeeProducts: settings.flatFeeProducts,
    integrations: integrations.value.rows,
    tickets: { board: board?.name ?? null, newStatus: newStatus?.name ?? null },
  });
}

/** The same answer for every check that asks. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  const held: { answer?: Promise<T> } = {};
  return () => {
    held.answer ??= read();
    return held.answer;
  };
}

const NOT_CONNECTED = {
  code: 'not-connected',
  message: 'ConnectWise is not connected.',
  nextStep: 'Connect it under Options › Connections.',
} as const;
