export interface ScreenState {
  /** Serialiser class number: differs between builds, means nothing. */
  pid?: number;
  /** Screen key. */
  p: string;
  s: { p: Record<string, unknown> };
  rnd?: number;
}

export interface ClientLocation {
  state: ScreenState;
  /** The part after `??`; null where the client wrote none. */
  suffix: string | null;
}

export function packJson(json: string): string;
export function encodeLocation(location: ClientLocation): string;
export function decodeLocation(hash: string): ClientLocation | null;
