import * as z from 'zod/mini';
import { patternOf, SETTING_FIELDS } from '../../lib/domain/setting-fields.ts';
import { featuresOff, guardLimitsSchema, selectorOverrides, settingsSchema } from '../../lib/domain/settings-schema.ts';
import { expectedOf, isWhole } from '../../lib/settings/expected.ts';
import { POLICY_SETTINGS } from '../../lib/settings/policy.ts';
import { CONNECTWISE, PORTAL } from '../../lib/settings/policy-connection.ts';

/**
 * A schema as Chrome takes it (docs/reference/policy.md#chrome): one type each, no null, nothing else at the top. It names types and
 * nothing narrower: Chrome hands over nothing of a member that does not fit its schema, and then no page could name what is wrong.
 */
export interface ChromeSchema {
  type: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  title?: string;
  description?: string;
  properties?: Record<string, ChromeSchema>;
  additionalProperties?: ChromeSchema;
  items?: ChromeSchema;
}

const TEXTS: ChromeSchema = { type: 'array', items: { type: 'string' } };

/** Returns the schema of `storage.managed` as the settings' own schema and the policy's reader say it. */
export function managedSchema(): ChromeSchema {
  const shape = new Map<string, z.core.$ZodType>(Object.entries(settingsSchema.shape));
  const settings = POLICY_SETTINGS.map((name) => [name, schemaOf(shape.get(name), name)] as const);
  return {
    type: 'object',
    properties: {
      ...Object.fromEntries(settings),
      featuresOff: {
        ...schemaOf(featuresOff, ''),
        title: 'Features that are switched off',
        description: 'Ids of in-page features, e.g. company-panel.',
      },
      selectors: {
        ...schemaOf(selectorOverrides, ''),
        title: 'Further names of fields in ConnectWise',
        description:
          'By field, e.g. managedId: labels as users read them, class names without a dot. Looked for before the built-in ones.',
      },
      guardLimits: {
        ...schemaOf(guardLimitsSchema, ''),
        title: 'Highest limits of changes that are written without approval',
        description: 'Users may choose lower ones, which are stricter. A limit that is absent is the user’s choice.',
      },
      allowedTenants: {
        ...TEXTS,
        title: 'Tenants that may be connected',
        description:
          'Sites of ConnectWise, e.g. na.myconnectwise.net, or one company ID of a site, e.g. na.myconnectwise.net/training. Any other cannot be connected. Absent: any.',
      },
      allowedPortals: {
        ...TEXTS,
        title: 'Portals that may be connected',
        description: 'x360recover, efs-portal, file, or hosts, e.g. portal.msp.example. Absent: any.',
      },
      connectWise: {
        type: 'object',
        title: 'Connection to ConnectWise',
        description:
          'Members that are absent are the user’s to enter. With all of them this browser is connected by itself; the keys are stored encrypted and shown nowhere.',
        properties: Object.fromEntries(CONNECTWISE.map((name) => [name, { type: 'string' } as const])),
      },
      portal: {
        type: 'object',
        title: 'Connection to the portal',
        description: 'kind: x360recover, efs-portal or file. baseUrl: absent for the adapter’s own address.',
        properties: Object.fromEntries(PORTAL.map((name) => [name, { type: 'string' } as const])),
      },
    },
  };
}

/** @param path of the setting; '' for what is none */
function schemaOf(schema: unknown, path: string): ChromeSchema {
  const named = titleOf(path);
  const description = named && !path.endsWith('*') ? { description: `${capital(expectedOf(schema))}.` } : {};
  return { ...typeOf(schema, path), ...named, ...(isPlain(schema) && description) };
}

function titleOf(path: string): { title: string } | undefined {
  const pattern = path === '' ? undefined : patternOf(path);
  if (!pattern) return undefined;
  return { title: capital(SETTING_FIELDS[pattern]) };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Whether what it may be is said in a line. */
function isPlain(schema: unknown): boolean {
  if (schema instanceof z.ZodMiniNullable) return !(schema.def.innerType instanceof z.ZodMiniObject);
  return !(schema instanceof z.ZodMiniObject || schema instanceof z.ZodMiniRecord || schema instanceof z.ZodMiniArray);
}

function typeOf(schema: unknown, path: string): ChromeSchema {
  const below = (name: string) => (path === '' ? '' : `${path}.${name}`);
  if (schema instanceof z.ZodMiniNullable || schema instanceof z.ZodMiniOptional)
    return typeOf(schema.def.innerType, path);
  if (schema instanceof z.ZodMiniObject) {
    const members = Object.entries(schema.def.shape).map(
      ([name, inner]) => [name, schemaOf(inner, below(name))] as const,
    );
    return { type: 'object', properties: Object.fromEntries(members) };
  }
  if (schema instanceof z.ZodMiniRecord)
    return { type: 'object', additionalProperties: typeOf(schema.def.valueType, '') };
  if (schema instanceof z.ZodMiniArray) return { type: 'array', items: typeOf(schema.def.element, '') };
  if (schema instanceof z.ZodMiniBoolean) return { type: 'boolean' };
  if (schema instanceof z.ZodMiniNumber) return { type: isWhole(schema) ? 'integer' : 'number' };
  // `'all'` or a list: a list, of which `['all']` is one.
  const list = schema instanceof z.ZodMiniUnion && schema.def.options.find((one) => one instanceof z.ZodMiniArray);
  return list ? typeOf(list, '') : { type: 'string' };
}
