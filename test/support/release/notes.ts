import { partOf } from './changelog.ts';

/** What a tag must agree with. */
export interface Tagged {
  /** Version by the file that names it. */
  versions: Readonly<Record<string, string>>;
  changelog: string;
}

/** Returns the text of the release for a tag such as `v1.2.3`, or what does not agree with it. */
export function notesOf(tag: string, { versions, changelog }: Tagged): { text: string } | { fault: string } {
  const [, version] = /^v(\d+\.\d+\.\d+)$/.exec(tag) ?? [];
  if (version === undefined) return { fault: `“${tag}” is no tag such as v1.2.3.` };
  const [other] = Object.entries(versions).filter(([, named]) => named !== version);
  if (other)
    return { fault: `The tag is ${tag}, but ${other[0]} has ${other[1]}. Make versions with npm run release.` };
  const text = partOf(changelog, version);
  if (text === undefined) return { fault: `CHANGELOG.md has no dated part [${version}] with a text.` };
  return { text };
}
