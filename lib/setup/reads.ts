import type { Settings } from '../domain/settings.ts';
import { fail, type Result } from '../shared/result.ts';
import type { ConnectWisePort } from '../sync/ports.ts';
import type { SetupDeps, SetupSite, SiteAnswer } from './ports.ts';

type Info = Awaited<ReturnType<ConnectWisePort['info']>>;

/** What the checks look at. Each is read at most once, when the first check asks for it. */
export interface SetupReads {
  settings: Settings;
  site: SetupSite | null;
  siteAnswer(): Promise<Result<SiteAnswer>>;
  info(): Promise<Info>;
}

export function createReads({ site, connectWise, settings }: SetupDeps): SetupReads {
  const ask = <T>(read: (port: ConnectWisePort) => Promise<Result<T>>) =>
    once(async () => (connectWise.ok ? read(connectWise.value) : connectWise));
  return {
    settings,
    site,
    siteAnswer: once(async () => (site ? site.ask() : fail(NOT_CONNECTED))),
    info: ask((port) => port.info()),
  };
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
