import { z } from 'zod';

/** Where a secret is: never in the configuration itself. */
const secret = z.union(
  [
    z.strictObject({ env: z.string().min(1) }),
    z.strictObject({ file: z.string().min(1) }),
    z.strictObject({ credential: z.string().regex(/^[\w.-]+$/) }),
  ],
  {
    error:
      'must name where the secret is: {"env": NAME}, {"file": PATH} of mode 0600, or {"credential": NAME} of systemd. The secret itself does not belong here',
  },
);

export type SecretSource = z.infer<typeof secret>;

const text = z.string().trim().min(1).max(500);

/** What a configuration file may hold. */
export const configSchema = z.strictObject({
  /** Of this runner, in the journal and in logs; default: the host's. */
  name: z.string().trim().min(1).max(60).optional(),
  connectWise: z.strictObject({
    siteUrl: text,
    companyId: text,
    publicKey: text,
    privateKey: secret.default({ env: 'BACKUP_BRIDGE_PRIVATE_KEY' }),
    clientId: secret.default({ env: 'BACKUP_BRIDGE_CLIENT_ID' }),
  }),
  portal: z.strictObject({
    kind: z.enum(['efs-portal', 'x360recover']),
    baseUrl: z.string().trim().max(500).default(''),
    key: secret.default({ env: 'BACKUP_BRIDGE_PORTAL_KEY' }),
  }),
  /** Where PGlite keeps its data, from the folder of this file on. */
  dataFolder: text.default('runner-data'),
  /** Of a PostgreSQL server: a URL, or where one with a password is. */
  databaseUrl: z.union([text, secret]).optional(),
  databaseSchema: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,40}$/, 'must be a to z, digits and _, at most 41')
    .default('backup_bridge'),
  databaseConnections: z.int().min(4).max(100).default(10),
  pollSeconds: z.int().min(5).max(300).default(10),
  /** Customers and incidents that are worked on at once. */
  workers: z.int().min(1).max(20).default(3),
  /** Of health and metrics; null: none. */
  listen: z
    .string()
    .regex(/^[\w.:[\]-]*:\d{1,5}$/, 'must be HOST:PORT')
    .nullable()
    .default('127.0.0.1:9464'),
  /** Sync all customers once after the first contact, in the parts that are automatic. */
  firstSync: z.boolean().default(false),
  /** As a group policy of the extension has it: docs/reference/policy.md. */
  policy: z.record(z.string(), z.unknown()).default({}),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
});

export type ConfigFile = z.infer<typeof configSchema>;
