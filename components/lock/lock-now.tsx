import { send } from '../../lib/messages/send.ts';
import { Button } from '../ui/button.tsx';
import { useRequest } from '../ui/use-request.ts';
import { LOCK_NOW } from './texts.ts';

/** Locks all pages of ours at once; nothing where no passphrase is set. */
export function LockNow({ kind }: { kind?: 'secondary' | 'quiet' }) {
  const { value } = useRequest(() => send('lock.view', {}));
  if (!value?.isSet) return null;
  return (
    <Button kind={kind ?? 'secondary'} onClick={() => void send('lock.now', {})}>
      {LOCK_NOW}
    </Button>
  );
}
