import type { Failure } from '../shared/errors.ts';
import { SECOND } from '../shared/time.ts';

/** What a call fails with that came while ConnectWise wants a pause. @param milliseconds what is left of it */
export function stillPaused(milliseconds: number): Failure {
  const seconds = Math.ceil(milliseconds / SECOND);
  return {
    code: 'too-many-requests',
    message: 'ConnectWise asked for a pause, which is not over yet. Nothing was sent.',
    nextStep: `Wait ${seconds} seconds and try again.`,
    retryAfterSeconds: seconds,
  };
}
