import { boot } from './ui/boot.js';

/** A refusal of the server, in the words for the message area. */
export class Refusal extends Error {}

/** The build that the server has up: another one than the page's own after the vendor put up a new one. */
let latestBuild = boot.build;
export const buildOnServer = () => latestBuild;

async function post(module, action, className, payload) {
  const form = new URLSearchParams({
    actionMessage: JSON.stringify({
      payload: JSON.stringify(payload),
      payloadClassName: className,
      project: `${module}Common`,
    }),
    clientTimezoneOffset: String(new Date().getTimezoneOffset()),
    clientTimezoneName: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  const address = `${boot.root}services/system_io/actionprocessor/${module}/${action}.rails`;
  const response = await fetch(address, { method: 'POST', body: form, credentials: 'include' });
  // The document hands out a new session, as the real log-in page would.
  if (response.status === 401) location.reload();
  latestBuild = Number(response.headers.get('X-Client-Build') ?? latestBuild);
  const answer = await response.json();
  if (!answer.success) throw new Refusal(answer.error);
  if (!answer.data.isSuccess) throw new Refusal(answer.data.error);
  return answer.data.action;
}

/** Runs `<Module>/<Name>Action`; throws a Refusal with the server's sentence. */
export function call(module, name, payload) {
  return post(module, `${name}Action`, `${name}Action`, payload);
}

/** The rows of a multiline list. */
export async function fetchList(multilineName, parameters = {}) {
  const payload = {
    multilineName,
    multilineType: 'SEARCH',
    columns: [],
    multilineUserParams: Object.entries(parameters).map(([paramKey, value]) => ({
      paramKey,
      paramValue: String(value),
    })),
  };
  const name = 'GetMultilineDataAction';
  const { multilineRows } = await post('System', `${name}_${multilineName}`, name, payload);
  return multilineRows.map(({ row }) => JSON.parse(row));
}
