/**
 * Decodes the body of an ".lzma alone" stream with the properties that ConnectWise writes (lc=3 lp=0 pb=2), after the 13 bytes of
 * its header. Our own, because the packages for it bring their encoder along, which made half of what loads on every ConnectWise
 * page. Source: Igor Pavlov's LZMA specification (public domain); names as there. Never throws; time and memory are bounded by
 * `size`.
 * @param start index of the body in `bytes`
 * @param size length of the decoded text in bytes; the output is exactly as long
 * @returns undefined where the stream is damaged, ends early, or holds more or less than `size`
 */
export function decodeLzma(bytes: Uint8Array, start: number, size: number): Uint8Array | undefined {
  const out = new Uint8Array(size);
  const probs = new Uint16Array(PROBABILITIES).fill(1_024);
  let input = start + 5;
  let range = 0xffffffff;
  let code = 0;
  for (let at = start + 1; at < start + 5; at += 1) code = code * 256 + (bytes[at] ?? 0);
  if (bytes.length < start + 5 || bytes[start] !== 0) return undefined;

  const normalise = (): void => {
    if (range >= 0x1000000) return;
    range = (range << 8) >>> 0;
    // Beyond the end come zeros; `input` then tells that it ended early.
    code = ((code << 8) | (bytes[input] ?? 0)) >>> 0;
    input += 1;
  };
  const bit = (index: number): 0 | 1 => {
    const prob = probs[index] ?? 0;
    const bound = (range >>> 11) * prob;
    const isZero = code < bound;
    if (isZero) {
      range = bound;
      probs[index] = prob + ((2_048 - prob) >> 5);
    } else {
      range -= bound;
      code -= bound;
      probs[index] = prob - (prob >> 5);
    }
    normalise();
    return isZero ? 0 : 1;
  };
  const tree = (offset: number, bits: number): number => {
    let symbol = 1;
    for (let count = 0; count < bits; count += 1) symbol = (symbol << 1) | bit(offset + symbol);
    return symbol - (1 << bits);
  };
  const reverseTree = (offset: number, bits: number): number => {
    let node = 1;
    let symbol = 0;
    for (let place = 0; place < bits; place += 1) {
      const next = bit(offset + node);
      node = (node << 1) | next;
      symbol |= next << place;
    }
    return symbol;
  };
  const directBits = (count: number): number => {
    let value = 0;
    for (let left = count; left > 0; left -= 1) {
      range >>>= 1;
      const isOne = code >= range;
      if (isOne) code -= range;
      value = value * 2 + (isOne ? 1 : 0);
      normalise();
    }
    return value;
  };
  const length = (offset: number, posState: number): number => {
    if (bit(offset) === 0) return tree(offset + 2 + (posState << 3), 3);
    if (bit(offset + 1) === 0) return 8 + tree(offset + 130 + (posState << 3), 3);
    return 16 + tree(offset + 258, 8);
  };
  const distance = (len: number): number => {
    const slot = tree(POS_SLOT + (Math.min(len, 3) << 6), 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) * 2 ** bits;
    if (slot < 14) return base + reverseTree(POS_SPECIAL + base - slot, bits);
    return base + directBits(bits - 4) * 16 + reverseTree(ALIGN, 4);
  };
  const literal = (pos: number, state: number, rep0: number): number => {
    const offset = LITERAL + 0x300 * ((out[pos - 1] ?? 0) >> 5);
    let symbol = 1;
    if (state >= 7) {
      let match = out[pos - rep0 - 1] ?? 0;
      while (symbol < 0x100) {
        const matchBit = (match >> 7) & 1;
        match <<= 1;
        const next = bit(offset + ((1 + matchBit) << 8) + symbol);
        symbol = (symbol << 1) | next;
        if (next !== matchBit) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | bit(offset + symbol);
    return symbol & 0xff;
  };

  let state = 0;
  let [rep0, rep1, rep2, rep3] = [0, 0, 0, 0];
  let pos = 0;
  while (pos < size) {
    if (input > bytes.length) return undefined;
    const posState = pos & 3;
    if (bit(IS_MATCH + (state << 4) + posState) === 0) {
      out[pos] = literal(pos, state, rep0);
      pos += 1;
      state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
      continue;
    }
    let len = 0;
    if (bit(IS_REP + state) === 0) {
      [rep3, rep2, rep1] = [rep2, rep1, rep0];
      len = length(LEN, posState);
      state = state < 7 ? 7 : 10;
      rep0 = distance(len);
      len += 2;
    } else if (bit(IS_REP_G0 + state) === 0) {
      if (bit(IS_REP0_LONG + (state << 4) + posState) === 0) {
        len = 1;
        state = state < 7 ? 9 : 11;
      }
    } else if (bit(IS_REP_G1 + state) === 0) {
      [rep1, rep0] = [rep0, rep1];
    } else if (bit(IS_REP_G2 + state) === 0) {
      [rep2, rep1, rep0] = [rep1, rep0, rep2];
    } else {
      [rep3, rep2, rep1, rep0] = [rep2, rep1, rep0, rep3];
    }
    if (len === 0) {
      len = length(REP_LEN, posState) + 2;
      state = state < 7 ? 8 : 11;
    }
    // An end mark before the declared size is a distance beyond all.
    if (rep0 >= pos || pos + len > size) return undefined;
    for (const end = pos + len; pos < end; pos += 1) out[pos] = out[pos - rep0 - 1] ?? 0;
  }
  return input <= bytes.length ? out : undefined;
}

/** Where each kind of probability begins in their one table. */
const IS_MATCH = 0;
const IS_REP = IS_MATCH + (12 << 4);
const IS_REP_G0 = IS_REP + 12;
const IS_REP_G1 = IS_REP_G0 + 12;
const IS_REP_G2 = IS_REP_G1 + 12;
const IS_REP0_LONG = IS_REP_G2 + 12;
const POS_SLOT = IS_REP0_LONG + (12 << 4);
const POS_SPECIAL = POS_SLOT + (4 << 6);
const ALIGN = POS_SPECIAL + 128;
const LEN = ALIGN + 16;
const REP_LEN = LEN + 514;
const LITERAL = REP_LEN + 514;
const PROBABILITIES = LITERAL + (0x300 << 3);
