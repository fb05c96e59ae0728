import type { AccountKind } from '../../domain/portal-facts.ts';
import { type AvailableChoices, hasChoices, type UnknownChoices } from '../../domain/ticket-choices.ts';
import type { Incident } from '../../domain/tickets/incident.ts';
import type { TicketSnapshot } from '../../domain/tickets/ticket-plan.ts';
import { ok } from '../../shared/result.ts';
import { DAY, HOUR } from '../../shared/time.ts';
import type { EngineDeps } from '../engine-api.ts';
import { cachedRead } from '../read/cached-read.ts';
import { factsNotOlder } from '../read/facts.ts';

type ChoiceDeps = Pick<EngineDeps, 'connectWise' | 'portal' | 'store' | 'settings' | 'clock'>;

const CHOICES = 'setup:ticket-choices:';

/**
 * Reads what decides priority and type of a new ticket: what is protected, and what ConnectWise has to choose from, each at most an
 * hour or a day old. Nothing where the settings leave all to ConnectWise. What cannot be read keeps no ticket from being opened.
 */
export async function readChoices(
  deps: ChoiceDeps,
  incident: Pick<Incident, 'customerId' | 'accountId'>,
): Promise<Pick<TicketSnapshot, 'accountKind' | 'choices'>> {
  const { board, choices } = deps.settings.tickets;
  if (!board || !hasChoices(choices)) return {};
  const available = await cachedRead<AvailableChoices | UnknownChoices>(deps, `${CHOICES}${board.id}`, HOUR, () =>
    deps.connectWise.ticketChoices(board.id),
  );
  return { accountKind: await kindOf(deps, incident), choices: available.ok ? available.value : 'unreadable' };
}

/** What an account is changes never, or once. */
async function kindOf(
  deps: ChoiceDeps,
  { customerId, accountId }: Pick<Incident, 'customerId' | 'accountId'>,
): Promise<AccountKind> {
  const sides = accountId ? await factsNotOlder(deps, [customerId], DAY) : ok([]);
  const accounts = sides.ok ? sides.value.flatMap(({ facts }) => facts?.accounts ?? []) : [];
  return accounts.find(({ id }) => id === accountId)?.kind ?? 'unknown';
}

/** ConnectWise refused a choice that it had listed: for an hour, tickets get its defaults. */
export async function recordRefusedChoice({ store, settings, clock }: ChoiceDeps): Promise<void> {
  const refused: UnknownChoices = 'refused';
  await store.cache(`${CHOICES}${settings.tickets.board?.id ?? 0}`, refused, clock());
}
