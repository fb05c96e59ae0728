/**
 * Types of the package `lzma1`, in place of its own: it ships its TypeScript sources as types, which our stricter compiler
 * options would check as if they were ours (see `paths` in tsconfig.json).
 */
export function compress(data: Uint8Array | string, mode?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9): Uint8Array;
export function compressString(data: string, mode?: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9): Uint8Array;
/** Of an `.lzma` "alone" stream. */
export function decompress(data: Uint8Array): Uint8Array;
export function decompressString(data: Uint8Array): string;
