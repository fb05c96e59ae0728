import type { Result } from './result.ts';

/** A hook on every call of a connection: learns from its result, and returns the result to answer with. */
export type OnResult = <T>(result: Result<T>) => Promise<Result<T>>;

/** Returns a call whose results pass through `onResult`; absent: the call itself. */
export function withOnResult<Input extends unknown[], T>(
  call: (...input: Input) => Promise<Result<T>>,
  onResult: OnResult | undefined,
): (...input: Input) => Promise<Result<T>> {
  return onResult ? async (...input) => onResult(await call(...input)) : call;
}
