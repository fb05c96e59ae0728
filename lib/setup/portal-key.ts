import { bad, type Check, passed, unreadable } from './check.ts';

const connect = { kind: 'place', label: 'Open Connections', place: 'connections' } as const;

/** The portal is connected, answers and accepts the key. */
export const portalKey: Check = {
  id: 'portal-key',
  area: 'portal',
  title: 'Backup portal',
  guide: 'step-6a',
  async run({ storedPortal, portal }) {
    if (!storedPortal) {
      return bad('failed', ['No backup portal is connected.'], {
        nextStep: 'Enter its address and key, or drop an export of it, under Options › Connections.',
        fix: connect,
      });
    }
    const answer = portal.ok ? await portal.value.test() : portal;
    if (!answer.ok) {
      const { message, nextStep } = answer.failure;
      if (answer.failure.code === 'storage') return unreadable(answer.failure);
      return bad('failed', [message], { nextStep, fix: connect });
    }
    const isFile = storedPortal.kind === 'file';
    return passed(
      isFile ? 'A file is imported; it needs no key.' : `${answer.value.name} answers and accepts the key.`,
    );
  },
};
