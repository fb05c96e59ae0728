/**
 * Decoder of the ".lzma alone" format, written from Igor Pavlov's public "LZMA specification" (part of the LZMA SDK). Only the
 * form that ConnectWise writes: lc=3 lp=0 pb=2, and the size declared in the header.
 *
 * Anyone can make the input, so its cost is bounded: the declared size is checked against the limit before memory is taken,
 * every step of the main loop writes at least one byte or ends, and a stream that ends early is read on as zeros until the
 * next step notices. It never throws.
 */
export type LzmaResult = { ok: true; bytes: Uint8Array } | { ok: false; reason: LzmaReason };

/**
 * `unsupported`: other stream properties. `too-large`: more than the limit is declared, or no size. `truncated`: the stream
 * ends before the declared size is reached. `corrupted`: no encoder writes this.
 */
export type LzmaReason = 'unsupported' | 'too-large' | 'truncated' | 'corrupted';

/** Properties, dictionary size and the size of what is compressed. */
const HEADER_BYTES = 13;
/** A zero, then the first four bytes of the code. */
const CODER_BYTES = 5;
const PROPERTIES = 0x5d;
const LITERAL_CONTEXT_BITS = 3;
const POSITION_STATES = 4;
const STATES = 12;
/** States below this one follow a literal. */
const FIRST_MATCH_STATE = 7;

const PROBABILITY_BITS = 11;
const HALF = 1 << (PROBABILITY_BITS - 1);
const ADAPTATION = 5;
const MIN_RANGE = 2 ** 24;

const MIN_MATCH = 2;
const DISTANCE_LENGTHS = 4;
const SLOT_BITS = 6;
/** From this slot on, a distance ends in plain bits and four aligned ones. */
const FIRST_PLAIN_SLOT = 14;
const ALIGN_BITS = 4;

/**
 * Decodes a stream. Bytes after its end are ignored.
 * @param maxBytes the largest size that is accepted
 */
export function decodeLzma(input: Uint8Array, maxBytes: number): LzmaResult {
  if (input.length < HEADER_BYTES + CODER_BYTES) return failed('truncated');
  if (input[0] !== PROPERTIES) return failed('unsupported');
  const size = new DataView(input.buffer, input.byteOffset).getBigUint64(5, true);
  if (size > maxBytes) return failed('too-large');
  return decodeBody(input, new Uint8Array(Number(size)));
}

function decodeBody(input: Uint8Array, output: Uint8Array): LzmaResult {
  const coder = createRangeDecoder(input);
  const { bit, tree, reverseTree, plainBits } = coder;
  const [isMatch, isLongRepeat] = [table(STATES * POSITION_STATES), table(STATES * POSITION_STATES)];
  const [isRepeat, isOlder, isOlderThanSecond, isOldest] = [table(STATES), table(STATES), table(STATES), table(STATES)];
  const literals = table(0x300 << LITERAL_CONTEXT_BITS);
  const slots = table(DISTANCE_LENGTHS << SLOT_BITS);
  const [slotEnds, align] = [table(128), table(1 << ALIGN_BITS)];
  const [matchLength, repeatLength] = [createLengthDecoder(coder), createLengthDecoder(coder)];

  /** The four last distances, the newest first. 0 is the byte just written. */
  let distances = [0, 0, 0, 0];
  let state = 0;
  let at = 0;
  const before = (distance: number) => output[at - distance - 1] ?? 0;

  const literal = () => {
    const context = 0x300 * (before(0) >> (8 - LITERAL_CONTEXT_BITS));
    let symbol = 1;
    if (state >= FIRST_MATCH_STATE) {
      // After a match the byte at its distance is most likely not the next one: it steers the probabilities until it differs.
      for (let expected = before(distances[0] ?? 0); symbol < 0x100; expected <<= 1) {
        const likely = (expected >> 7) & 1;
        const read = bit(literals, context + ((1 + likely) << 8) + symbol);
        symbol = (symbol << 1) | read;
        if (read !== likely) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | bit(literals, context + symbol);
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
    return symbol & 0xff;
  };

  const readDistance = (length: number) => {
    const context = Math.min(length - MIN_MATCH, DISTANCE_LENGTHS - 1);
    const slot = tree(slots, context << SLOT_BITS, SLOT_BITS);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const start = (2 | (slot & 1)) * 2 ** bits;
    if (slot < FIRST_PLAIN_SLOT) return start + reverseTree(slotEnds, start - slot, bits);
    return start + plainBits(bits - ALIGN_BITS) * 2 ** ALIGN_BITS + reverseTree(align, 0, ALIGN_BITS);
  };

  /** Reads a match up to its length, and sets its distance and the state. */
  const match = (positionState: number) => {
    const followsLiteral = state < FIRST_MATCH_STATE;
    if (!bit(isRepeat, state)) {
      const length = matchLength(positionState);
      distances = [readDistance(length), ...distances.slice(0, 3)];
      state = followsLiteral ? 7 : 10;
      return length;
    }
    if (bit(isOlder, state)) {
      const index = bit(isOlderThanSecond, state) ? 2 + bit(isOldest, state) : 1;
      distances.unshift(...distances.splice(index, 1));
    } else if (!bit(isLongRepeat, state * POSITION_STATES + positionState)) {
      state = followsLiteral ? 9 : 11;
      return 1;
    }
    const length = repeatLength(positionState);
    state = followsLiteral ? 8 : 11;
    return length;
  };

  while (at < output.length) {
    const positionState = at % POSITION_STATES;
    if (!bit(isMatch, state * POSITION_STATES + positionState)) {
      output[at] = literal();
      at++;
    } else {
      const length = match(positionState);
      const distance = distances[0] ?? 0;
      const isPossible = distance < at && length <= output.length - at;
      if (!isPossible) return failed(coder.isPastEnd() ? 'truncated' : 'corrupted');
      for (const end = at + length; at < end; at++) output[at] = before(distance);
    }
    if (coder.isPastEnd()) return failed('truncated');
    if (coder.isBroken()) return failed('corrupted');
  }
  return { ok: true, bytes: output };
}

type RangeDecoder = ReturnType<typeof createRangeDecoder>;

/** Reads bits by their probability, each of which adapts. `code < range` holds as long as the stream is sound. */
function createRangeDecoder(input: Uint8Array) {
  let at = HEADER_BYTES + CODER_BYTES;
  let range = 2 ** 32 - 1;
  let code = new DataView(input.buffer, input.byteOffset).getUint32(HEADER_BYTES + 1);
  const startsWell = input[HEADER_BYTES] === 0;

  const normalize = () => {
    if (range >= MIN_RANGE) return;
    range *= 256;
    code = code * 256 + (input[at] ?? 0);
    at++;
  };

  const bit = (probabilities: Uint16Array, index: number): 0 | 1 => {
    const probability = probabilities[index] ?? HALF;
    const bound = Math.floor(range / 2 ** PROBABILITY_BITS) * probability;
    const read = code < bound ? 0 : 1;
    if (read) {
      probabilities[index] = probability - (probability >> ADAPTATION);
      range -= bound;
      code -= bound;
    } else {
      probabilities[index] = probability + ((2 ** PROBABILITY_BITS - probability) >> ADAPTATION);
      range = bound;
    }
    normalize();
    return read;
  };

  return {
    bit,
    /** A number of `bits` bits, the highest first; its probabilities begin at `offset`. */
    tree(probabilities: Uint16Array, offset: number, bits: number): number {
      let node = 1;
      for (let left = bits; left > 0; left--) node = (node << 1) | bit(probabilities, offset + node);
      return node - (1 << bits);
    },
    /** The same, the lowest bit first. */
    reverseTree(probabilities: Uint16Array, offset: number, bits: number): number {
      let [node, value] = [1, 0];
      for (let place = 0; place < bits; place++) {
        const read = bit(probabilities, offset + node);
        node = (node << 1) | read;
        value |= read << place;
      }
      return value;
    },
    /** Bits of even probability, the highest first. */
    plainBits(bits: number): number {
      let value = 0;
      for (let left = bits; left > 0; left--) {
        range = Math.floor(range / 2);
        const read = code >= range ? 1 : 0;
        if (read) code -= range;
        value = value * 2 + read;
        normalize();
      }
      return value;
    },
    isPastEnd: () => at > input.length,
    isBroken: () => !startsWell || code >= range,
  };
}

/** Lengths of matches: 2 to 9 and 10 to 17 by position, 18 to 273 for all positions. */
function createLengthDecoder({ bit, tree }: RangeDecoder): (positionState: number) => number {
  const [choices, low, middle, high] = [table(2), table(POSITION_STATES << 3), table(POSITION_STATES << 3), table(256)];
  return (positionState) => {
    if (!bit(choices, 0)) return MIN_MATCH + tree(low, positionState << 3, 3);
    if (!bit(choices, 1)) return MIN_MATCH + 8 + tree(middle, positionState << 3, 3);
    return MIN_MATCH + 16 + tree(high, 0, 8);
  };
}

/** Probabilities, all even at the start. */
function table(size: number): Uint16Array {
  return new Uint16Array(size).fill(HALF);
}

function failed(reason: LzmaReason): LzmaResult {
  return { ok: false, reason };
}
