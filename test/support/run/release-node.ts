/** What a Node says of itself: `process.version` and `process.config.variables`. */
export interface NodeBuild {
  version: string;
  variables: Readonly<Record<string, unknown>>;
}

/** What nodejs.org's own builds name as the place of their release; Debian's name nothing there. */
const OFFICIAL = 'https://nodejs.org/download/release/';

/**
 * Says why release packages are not made with this Node, and what to do; undefined where they may be. zlib's output differs between
 * versions and builds of Node: the same sources give the same zip files only with the same one. `process.release.sourceUrl`
 * does not tell them apart: Debian's Node names nodejs.org there too.
 * @param wanted what `.nvmrc` says, e.g. `24`
 */
export function whyNotForRelease({ version, variables }: NodeBuild, wanted: string): string | undefined {
  const major = majorOf(wanted);
  const found = [
    ...(majorOf(version) === major ? [] : [`Node ${version}`]),
    ...(variables.node_release_urlbase === OFFICIAL ? [] : ['a build that is not from nodejs.org']),
    ...sharedLibraries(variables),
  ];
  if (found.length === 0) return undefined;
  const rest = found[0] === `Node ${version}` ? found : [`Node ${version}`, ...found];
  return `Release packages are made with an official build of Node ${major} from nodejs.org (.nvmrc), so that they can be made again byte for byte. Found: ${rest.join(', ')}. Install that Node and run npm run zip again. To make packages that are not for release: npm run zip -- --any-node.`;
}

function majorOf(version: string): string {
  return /^v?(\d+)/.exec(version.trim())?.[1] ?? '';
}

/** Official builds bring every library with them. */
function sharedLibraries(variables: NodeBuild['variables']): string[] {
  const names = Object.keys(variables)
    .filter((name) => /^node_shared(_|$)/.test(name) && String(variables[name]) === 'true')
    .map((name) => name.replace(/^node_shared_?/, '') || 'Node itself');
  return names.length > 0 ? [`with shared libraries (${names.join(', ')})`] : [];
}
