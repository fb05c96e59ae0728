import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import { isFixed, type Policy } from '../../lib/domain/policy.ts';
import type { SettingPath } from '../../lib/domain/setting-fields.ts';
import { send } from '../../lib/messages/send.ts';
import { LockedReason, useLockedReason } from '../ui/locked.tsx';
import { useRequest } from '../ui/use-request.ts';
import { POLICY_TEXTS } from './texts/policy.ts';

/** What an administrator laid down, for all sections of a page; undefined: not answered yet. */
export const PolicyContext = createContext<Policy | undefined>(undefined);

/** Reads the policy for everything below: at once, when it changes, and when the page comes to the front again. */
export function PolicyProvider({ children }: { children: ComponentChildren }) {
  const { value, reload } = useRequest(() => send('policy.view', {}));
  useEffect(() => {
    addEventListener('focus', reload);
    return () => removeEventListener('focus', reload);
  }, [reload]);
  return <PolicyContext.Provider value={value}>{children}</PolicyContext.Provider>;
}

interface Props {
  path: SettingPath;
  /** A list or several controls: the reason is said once before them, too. */
  isGroup?: boolean;
  children: ComponentChildren;
}

/** The control of one setting: locked, with the reason, where the policy fixes it. The one place that decides that. */
export function Setting({ path, isGroup = false, children }: Props) {
  const policy = useContext(PolicyContext);
  const isLocked = policy !== undefined && isFixed(path, policy);
  return (
    <Locked when={isLocked} isGroup={isGroup}>
      {children}
    </Locked>
  );
}

/** As `Setting`, for what is no setting, such as the address of a connection. */
export function Locked({
  when,
  isGroup = false,
  children,
}: {
  when: boolean;
  isGroup?: boolean;
  children: ComponentChildren;
}) {
  const around = useLockedReason();
  return (
    <LockedReason.Provider value={when ? POLICY_TEXTS.locked : around}>
      {when && isGroup && (
        <p class="bb-lock-note">
          <span class="bb-lock-mark">{POLICY_TEXTS.locked}</span>
        </p>
      )}
      {children}
    </LockedReason.Provider>
  );
}
