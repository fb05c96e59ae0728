/** Sent to `window` when an administrator's policy changed: everything that is shown is read again. */
export const POLICY_CHANGED = 'bb-policy-changed';
