import { describe, expect, it } from 'vitest';
import { whyNotForRelease } from '../../support/run/release-node.ts';

const OFFICIAL = {
  node_release_urlbase: 'https://nodejs.org/download/release/',
  node_shared: false,
  node_shared_zlib: false,
  node_shared_openssl: false,
  v8_enable_shared_ro_heap: 1,
};
/** What nodejs 18.20.4+dfsg-1~deb12u3 of Debian 12 says of itself. */
const DEBIAN = {
  ...OFFICIAL,
  node_release_urlbase: '',
  node_shared: true,
  node_shared_zlib: true,
  node_shared_openssl: true,
};

const of = (version: string, variables: Record<string, unknown>, wanted = '24\n') =>
  whyNotForRelease({ version, variables }, wanted);

describe('release packages are made with', () => {
  it.each(['24', 'v24', '24.1.0\n'])('any official build of the major version in .nvmrc: %j', (wanted) => {
    expect(of('v24.21.0', OFFICIAL, wanted)).toBeUndefined();
  });
});

describe('release packages are not made, and what was found is named,', () => {
  it.each([
    ['with another version', 'v20.20.2', OFFICIAL, 'Found: Node v20.20.2. Install'],
    ['with a version that only begins alike', 'v240.0.0', OFFICIAL, 'Found: Node v240.0.0. Install'],
    [
      'with Debian’s Node',
      'v24.4.1',
      DEBIAN,
      'Found: Node v24.4.1, a build that is not from nodejs.org, with shared libraries (Node itself, zlib, openssl). Install',
    ],
    [
      'with a build of nodejs.org’s that is no release',
      'v24.0.0-nightly',
      { ...OFFICIAL, node_release_urlbase: 'https://nodejs.org/download/nightly/' },
      'a build that is not from nodejs.org',
    ],
    [
      'with a build that links the system’s zlib alone',
      'v24.21.0',
      { ...OFFICIAL, node_shared_zlib: 'true' },
      'with shared libraries (zlib)',
    ],
    ['with a Node that says nothing of its build', 'v24.21.0', {}, 'a build that is not from nodejs.org'],
  ])('%s', (_, version, variables, says) => {
    expect(of(version, variables)).toContain(says);
    expect(of(version, variables)).toContain('npm run zip -- --any-node');
  });
});
