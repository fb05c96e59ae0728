import type { Health } from '../../lib/domain/health.ts';
import type { Account, SourceKind } from '../../lib/domain/portal-facts.ts';
import { ageValue } from '../../lib/shared/text-values.ts';
import { formatText } from '../ui/format-text.ts';
import * as HEALTH from './texts/health.ts';

/** The account's name, as a link to its page in the portal where that is known. */
export function AccountName({ account: { userName, portalUrl } }: { account: Account }) {
  if (!portalUrl?.startsWith('https://')) return <>{userName}</>;
  return (
    <a href={portalUrl} target="_blank" rel="noreferrer" title={HEALTH.openInPortal(userName)}>
      {userName}
    </a>
  );
}

interface BootCheckProps {
  account: Account;
  health: Health;
  source: SourceKind;
  now: number;
}

/**
 * What came of the newest boot check, with its age. Where a portal checks devices, one without a check says so: that is no failure,
 * and no proof either. Nothing where the reason names it already.
 */
export function BootCheck({ account: { autoVerify, kind }, health, source, now }: BootCheckProps) {
  if (health.state === 'parked' || (autoVerify && health.reason.includes(autoVerify.at))) return null;
  if (!autoVerify) {
    const isChecked = source === 'x360recover' && (kind === 'server' || kind === 'desktop');
    return isChecked ? <> {HEALTH.noBootCheck}</> : null;
  }
  return <> {formatText(HEALTH.bootCheck(autoVerify.healthy, ageValue(autoVerify.at)), now)}</>;
}
