import type { Problem } from '../shared/errors.ts';

/** `value` is the host to ask the permission for; only a page can ask, on a click. */
export function hostPermissionProblem(hostname: string, field?: string): Problem {
  const problem: Problem = {
    code: 'host-permission',
    message: `The browser does not let Backup Bridge call ${hostname}.`,
    nextStep: `Test again under Options › Connections and allow access to ${hostname} when the browser asks.`,
    value: hostname,
  };
  return field === undefined ? problem : { ...problem, field };
}
