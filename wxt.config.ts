import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

/** The oldest browsers that the manifest admits: the code is written for these. */
const OLDEST = { chrome: '123', firefox: '142' };

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
  // The sources that go with the Firefox package: what builds it, not what running it leaves behind.
  zip: { excludeSources: ['demo-output/**', 'test-results/**'] },
  manifest: ({ browser }) => ({
    name: '__MSG_extName__',
    short_name: 'Backup Bridge',
    description: '__MSG_extDescription__',
    default_locale: 'en',
    permissions: ['storage', 'alarms', 'scripting'],
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
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'backup-bridge@backup-bridge.example',
              strict_min_version: `${OLDEST.firefox}.0`,
              data_collection_permissions: { required: ['none'] },
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
