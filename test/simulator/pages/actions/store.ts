import { ConnectWiseError } from '../../connectwise/errors.ts';
import type { Resource } from '../../connectwise/resource.ts';
import type { Row } from '../../connectwise/table.ts';
import { draftOf, readObject, settle } from '../../connectwise/write.ts';
import { type ActionContext, type ActionResult, done, refuse } from './action.ts';

export interface Change {
  /** Members as REST takes them: checked for length, kind and existing targets. */
  members: Record<string, unknown>;
  /** The stored record; undefined makes a new one. */
  before: Row | undefined;
  /** Members that REST does not take: those that the server sets, and those that only this client knows. */
  own?: Record<string, unknown>;
}

/** Stores what a form holds with the checks and effects of REST; a refusal of REST becomes the form's sentence. */
export function storeForm(resource: Resource, { members, before, own }: Change, context: ActionContext): ActionResult {
  const { state, clock, writer } = context;
  try {
    const sent = { ...readObject(resource, members, state), ...own };
    const draft = draftOf({ ...before, ...sent }, before && structuredClone(before), sent, {
      ...{ state, clock },
      writer: writer.identifier,
    });
    const { id: _id, _info, ...settled } = settle(resource, draft);
    const table = state.tables[resource.table];
    const row = before ? table.update(before.id, settled, writer) : table.insert(settled, writer);
    resource.stored?.(row, draft);
    return done({ recID: row.id });
  } catch (error) {
    if (error instanceof ConnectWiseError) return refuse(sentenceOf(error));
    throw error;
  }
}

function sentenceOf({ body }: ConnectWiseError): string {
  return body.errors?.map(({ message }) => message).join(' ') || body.message;
}
