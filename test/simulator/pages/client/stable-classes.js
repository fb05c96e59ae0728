/**
 * Class names that were the same in many builds over many years
 * (docs/reference/connectwise-pages.md#stable-and-unstable-classes), and what becomes of them in a build that no longer
 * has them. The page and its style sheet both ask here.
 */
const STABLE = /^(?:cw[-_]|mm_|pod[-_]|(?:detailLabel|navigationEntry|multilineClickable)$)/;

/** FNV-1a, 32 bits: the same in page and server. */
function hash(text) {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ char.codePointAt(0), 0x01000193) >>> 0;
  return (value ^ (value >>> 15)) >>> 0;
}

/** The name of a class in this build: its own, or a compiled one where `mode` (`half`, `all`) took it away. */
export function classInBuild(name, mode, seed) {
  if (!mode || !STABLE.test(name)) return name;
  const value = hash(`${seed}/${name}`);
  if (mode === 'half' && value % 2 === 0) return name;
  const letters = Array.from({ length: 6 }, (_, index) =>
    String.fromCharCode(65 + (((value >>> (index * 5)) & 31) % 26)),
  );
  return `GQ${letters.join('')}`;
}
