import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

/** The oldest browsers that the manifest admits: the code is written for these. */
const OLDEST = { chrome: '123', firefox: '142' };

/** In the names of packages, unless `npm run zip` has found the Node that release packages are made with. */
const NOT_FOR_RELEASE = process.env.ZIP_FOR_RELEASE === 'yes' ? '' : '-not-for-release';

export default defineConfig({
  // Every name is imported where it is used (CONTRIBUTING.md, "Habits").
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  vite: ({ browser }) => ({
    plugins: [preact()],
    build: {
      target: browser === 'firefox' ? `firefox${OLDEST.firefox}` : `chrome${OLDEST.chrome}`,
      // A text is a constant in a file of texts: without this, each would cost a variable where it is used.
      rolldownOptions: { optimization: { inlineConst: { mode: 'all' } } },
    },
  }),
  webExt: { disabled: true },
  // `npm run zip` packs the sources itself: the files that git tracks, those with a dot too.
  zip: {
    zipSources: false,
    artifactTemplate: `{{name}}-{{packageVersion}}-{{browser}}${NOT_FOR_RELEASE}.zip`,
  },
  manifest: ({ browser, command }) => ({
    name: '__MSG_extName__',
    short_name: 'Backup Bridge',
    description: '__MSG_extDescription__',
    default_locale: 'en',
    // Without `unlimitedStorage` the browser may clear journal and keys when the disk is full.
    permissions: ['storage', 'unlimitedStorage', 'alarms', 'scripting'],
    host_permissions: ['https://*.myconnectwise.net/*'],
    // On-premise ConnectWise hosts and portals: asked for one by one in the options page.
    optional_host_permissions: ['https://*/*'],
    // The panel page, framed inside ConnectWise on whichever host that is; in Chrome under an address that no page can know.
    web_accessible_resources: [
      { resources: ['panel.html'], matches: ['https://*/*'], ...(browser !== 'firefox' && { use_dynamic_url: true }) },
    ],
    commands: {
      'toggle-panel': {
        suggested_key: { default: 'Alt+Shift+B' },
        description: '__MSG_togglePanel__',
      },
    },
    content_security_policy: { extension_pages: contentSecurityPolicy(command === 'serve') },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'backup-bridge@backup-bridge.example',
              strict_min_version: `${OLDEST.firefox}.0`,
              // What goes to the ConnectWise and the portal that the user connects: PRIVACY.md says what and why.
              data_collection_permissions: {
                required: [
                  'authenticationInfo',
                  'personallyIdentifyingInfo',
                  'financialAndPaymentInfo',
                  'websiteContent',
                ],
              },
            },
          },
        }
      : {
          minimum_chrome_version: OLDEST.chrome,
          // Firefox takes policies without a schema, and knows no such key.
          storage: { managed_schema: 'managed-schema.json' },
        }),
  }),
});

/**
 * What our own pages may load. `connect-src` names no host: the user enters them. `frame-ancestors` is absent: it would keep the
 * panel's page out of its frame in ConnectWise.
 * @param isServed by the development server, which sends the pages their new parts
 */
function contentSecurityPolicy(isServed: boolean): string {
  const server = isServed ? ' http://localhost:* ws://localhost:*' : '';
  return [
    "default-src 'self'",
    `script-src 'self'${isServed ? ' http://localhost:*' : ''}`,
    `style-src 'self'${isServed ? " 'unsafe-inline'" : ''}`,
    "img-src 'self' data:",
    `connect-src 'self' https:${server}`,
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
