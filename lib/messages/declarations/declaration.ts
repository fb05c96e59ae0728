import * as z from 'zod/mini';
import type { Result } from '../../shared/result.ts';

/**
 * Who may send a message; our own pages may send every one. `page`: only they. `panel`: the panel frame inside ConnectWise too, about
 * the record that it shows. `content`: a content script too, on the connected site, about a record that it recognized.
 * `any-content`: a content script on every host that it is meant to run on, connected or not; such a message neither reads nor changes
 * any data.
 */
type SenderTier = 'page' | 'panel' | 'content' | 'any-content';

/** One message to the worker: who may send it, what is in it, and what it is answered with. */
export interface Declaration<Sender extends SenderTier, Input, Output> {
  readonly sender: Sender;
  /** Strict: a member that the schema does not know is refused. */
  readonly input: z.ZodMiniType<Input>;
  /** Only a type: it is never set. */
  readonly output?: Output;
}

const declareFor =
  <Sender extends SenderTier>(sender: Sender) =>
  <Schema extends z.ZodMiniType>(input: Schema) => ({
    /** Declares the value of the answer; every answer is a Result. */
    answers: <Value>(): Declaration<Sender, z.infer<Schema>, Result<Value>> => ({
      sender,
      input: input as unknown as z.ZodMiniType<z.infer<Schema>>,
    }),
  });

/** Declares a message that only our own pages send. */
export const fromPage = declareFor('page');
/** Declares a message that the panel frame sends too. */
export const fromPanel = declareFor('panel');
/** Declares a message that a content script sends too. */
export const fromContent = declareFor('content');
/** Declares a message that a content script sends too, before its site is connected. */
export const fromAnyContent = declareFor('any-content');

/** Lengths bound what a page can make us store or send; they are generous, ConnectWise and the portals have their own limits. */
export const recordId = z.int().check(z.positive());
export const ourId = z.string().check(z.minLength(1), z.maxLength(200));
export const shortText = z.string().check(z.maxLength(500));
export const limit = z.int().check(z.positive(), z.lte(10_000));
export const tabId = z.int().check(z.gte(0));
export const nothing = z.strictObject({});
