import { NOTICE_DAYS, NOTICE_USAGE, type NoticeSettings } from '../../lib/domain/notice-settings.ts';
import { sendsNotices } from '../../lib/domain/own-notices.ts';
import { ACCOUNT_KINDS, type AccountKind } from '../../lib/domain/portal-facts.ts';
import { useConnections } from '../connection/use-connections.ts';
import { Switch } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { isNumberTo, NumberField } from '../ui/number-field.tsx';
import { SaveBar } from './save-bar.tsx';
import { Setting } from './setting.tsx';
import { NOTICES } from './texts/notices.ts';
import { KINDS } from './texts/ticket-choices.ts';
import { useSettings } from './use-settings.ts';

/** As a notice begins that is turned on. */
const FIRST = { noBackup: { afterDays: 3, everyDays: 7 }, diskUsage: { over: 1_000, everyDays: 7 } };

/** "No backup after n days, again every m" and disk usage, per device class, for portals that report neither. */
export function NoticesCard({ visible }: { visible: boolean }) {
  const settings = useSettings(visible);
  const states = useConnections(visible);
  const { draft } = settings;
  if (!draft) return null;
  const { notices, storageUnit } = draft;
  const isSent = states?.portal.kind !== undefined && sendsNotices(states.portal.kind);
  const set = <Name extends keyof NoticeSettings>(
    name: Name,
    kind: AccountKind,
    value: NoticeSettings[Name][AccountKind],
  ) => settings.change({ notices: { ...notices, [name]: { ...notices[name], [kind]: value } } });
  return (
    <form
      class="bb-card"
      aria-label={NOTICES.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (areNoticesValid(notices)) void settings.save();
      }}
    >
      <h2>{NOTICES.heading}</h2>
      <p>{NOTICES.about}</p>
      {isSent && <Notice tone="info">{NOTICES.sent}</Notice>}
      <details class="bb-tolerances" open={areNoticesValid(notices) ? undefined : true}>
        <summary>
          {NOTICES.noBackup}: {inUse(notices.noBackup)}
        </summary>
        {ACCOUNT_KINDS.map((kind) => {
          const one = notices.noBackup[kind];
          return (
            <Setting key={kind} path={`notices.noBackup.${kind}`}>
              <fieldset class="bb-ticket-choice">
                <legend class="bb-visually-hidden">{KINDS[kind]}</legend>
                <Switch
                  label={KINDS[kind]}
                  checked={one !== null}
                  onChange={(on) => set('noBackup', kind, on ? FIRST.noBackup : null)}
                />
                {one && (
                  <div class="bb-fields">
                    <DaysField
                      label={NOTICES.days}
                      value={one.afterDays}
                      onInput={(afterDays) => set('noBackup', kind, { ...one, afterDays })}
                    />
                    <DaysField
                      label={NOTICES.every}
                      value={one.everyDays}
                      onInput={(everyDays) => set('noBackup', kind, { ...one, everyDays })}
                    />
                  </div>
                )}
              </fieldset>
            </Setting>
          );
        })}
      </details>
      <details class="bb-tolerances" open={areNoticesValid(notices) ? undefined : true}>
        <summary>
          {NOTICES.diskUsage}: {inUse(notices.diskUsage)}
        </summary>
        {ACCOUNT_KINDS.map((kind) => {
          const one = notices.diskUsage[kind];
          return (
            <Setting key={kind} path={`notices.diskUsage.${kind}`}>
              <fieldset class="bb-ticket-choice">
                <legend class="bb-visually-hidden">{KINDS[kind]}</legend>
                <Switch
                  label={KINDS[kind]}
                  checked={one !== null}
                  onChange={(on) => set('diskUsage', kind, on ? FIRST.diskUsage : null)}
                />
                {one && (
                  <div class="bb-fields">
                    <NumberField
                      label={NOTICES.over}
                      unit={storageUnit}
                      value={one.over}
                      min={NOTICE_USAGE.least}
                      max={NOTICE_USAGE.most}
                      failure={() => NOTICES.wrong(NOTICES.over, NOTICE_USAGE.least, NOTICE_USAGE.most)}
                      onInput={(over) => set('diskUsage', kind, { ...one, over })}
                    />
                    <DaysField
                      label={NOTICES.every}
                      value={one.everyDays}
                      onInput={(everyDays) => set('diskUsage', kind, { ...one, everyDays })}
                    />
                  </div>
                )}
              </fieldset>
            </Setting>
          );
        })}
      </details>
      <SaveBar saving={settings.saving} />
    </form>
  );
}

function DaysField({ label, value, onInput }: { label: string; value: number; onInput: (days: number) => void }) {
  return (
    <NumberField
      label={label}
      unit={NOTICES.unit}
      // A part of a day is no number that can be saved.
      value={Number.isInteger(value) ? value : Number.NaN}
      min={NOTICE_DAYS.least}
      max={NOTICE_DAYS.most}
      failure={() => NOTICES.wrong(label, NOTICE_DAYS.least, NOTICE_DAYS.most)}
      onInput={onInput}
    />
  );
}

function inUse(rules: NoticeSettings[keyof NoticeSettings]): string {
  const kinds = Object.values(rules).filter((one) => one !== null).length;
  return kinds === 0 ? NOTICES.off : NOTICES.on(kinds);
}

/** Whether the worker will take it; the fields say what is wrong. */
function areNoticesValid({ noBackup, diskUsage }: NoticeSettings): boolean {
  const isDays = (days: number) => Number.isInteger(days) && isNumberTo(days, NOTICE_DAYS.most, NOTICE_DAYS.least);
  return (
    Object.values(noBackup).every((one) => !one || (isDays(one.afterDays) && isDays(one.everyDays))) &&
    Object.values(diskUsage).every(
      (one) => !one || (isDays(one.everyDays) && isNumberTo(one.over, NOTICE_USAGE.most, NOTICE_USAGE.least)),
    )
  );
}
