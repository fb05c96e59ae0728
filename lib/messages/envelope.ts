/**
 * How a message travels. `to` keeps our messages apart from anybody else's, and those for the worker from those for a tab
 * for panel frames, or for all pages of our own.
 */
export interface Envelope {
  to: 'worker' | 'tab' | 'panel' | 'own-page';
  name: string;
  input: unknown;
}

export function isEnvelope(message: unknown, to: Envelope['to']): message is Envelope {
  return (
    typeof message === 'object' &&
    message !== null &&
    'to' in message &&
    message.to === to &&
    'name' in message &&
    typeof message.name === 'string' &&
    'input' in message
  );
}
