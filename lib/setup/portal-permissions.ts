import { bad, type Check, passed, unreadable } from './check.ts';

/** The key may read customers and, where the portal offers it, what the vendor bills. */
export const portalPermissions: Check = {
  id: 'portal-permissions',
  area: 'portal',
  title: 'Permissions of the portal key',
  guide: 'step-6a',
  async run({ portal, customers }) {
    const found = await customers();
    if (!found.ok) {
      if (found.failure.code !== 'missing-right') return unreadable(found.failure);
      return bad('failed', [found.failure.message], { nextStep: found.failure.nextStep });
    }
    const count = found.value.customers.length;
    const seen = `The key reads {${count}} customers.`;
    if (count === 0) {
      return bad('warning', ['The portal names no customers.'], {
        nextStep: 'Check that the key belongs to your whole organization.',
      });
    }
    const billed = portal.ok ? await portal.value.billedUsage?.('this') : undefined;
    if (billed === undefined) return passed(seen);
    if (billed.ok) return passed(seen, 'It reads what the vendor bills.');
    const { code, message, nextStep } = billed.failure;
    if (code === 'missing-right') return bad('warning', [seen, message], { nextStep });
    return {
      state: 'warning',
      evidence: [seen, `Whether it reads what the vendor bills is not known: ${message}`],
      nextStep,
    };
  },
};
