/** `mode` undefined or null: nothing is gone. */
export function classInBuild(name: string, mode: 'half' | 'all' | null | undefined, seed: string): string;
