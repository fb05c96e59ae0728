import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

export default defineConfig({
  // Every name is imported where it is used (CONTRIBUTING.md, "Habits").
  imports: false,
  modules: ['@wxt-dev/webextension-polyfill'],
  vite: () => ({ plugins: [preact()] }),
  webExt: { disabled: true },
  // The sources that go with the Firefox package: what builds it, not what running it leaves behind.
  zip: { excludeSources: ['demo-output/**', 'test-results/**'] },
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
    content_security_policy: { extension_pages: contentSecurityPolicy(command === 'serve') },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'backup-bridge@backup-bridge.example',
              strict_min_version: '142.0',
              // What goes to the ConnectWise and the portal that the user connects: docs/privacy.md says what and why.
              data_collection_permissions: {
                required: ['authenticationInfo', 'personallyIdentifyingInfo', 'websiteContent'],
              },
            },
          },
        }
      : {
          minimum_chrome_version: '123',
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
