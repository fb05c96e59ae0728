import { literalText } from '../../shared/text-values.ts';
import type { Change, FieldChange } from '../change.ts';
import type { CrossReference, Reference } from '../connectwise-records.ts';
import { createdRecord } from '../created-record.ts';
import type { Service } from '../service.ts';
import { billedServices, createProductId, inCatalog, productOf, wantedProducts, whyUnusable } from './fix-products.ts';
import { CREATE_INTEGRATION } from './fix-solution.ts';
import { createSetupRecord, type SetupPart, type SetupSnapshot, skip, updateSetupRecord } from './setup-fix.ts';
import type { SetupFixInput } from './setup-fix-input.ts';

/** The agreement type that the guides use (docs/reference/setup-guides.md#figure-7): “any agreement type is okay”. */
const RECOMMENDED_TYPE = /^managed services?$/i;

/** Returns the type of new cross-references: Managed Service where agreements have it, else the type of most agreements. */
export function recommendedAgreementType(types: readonly Reference[]): Reference | undefined {
  return types.find(({ name }) => RECOMMENDED_TYPE.test(name.trim())) ?? types[0];
}

/**
 * Plans the cross-references of the enabled services, exactly as in docs/reference/setup-guides.md#figure-8.
 * @param created ids of the changes of the same plan: a product or the integration may be among what they create.
 */
export function fixCrossReferences(
  input: SetupFixInput,
  snapshot: SetupSnapshot,
  created: ReadonlySet<string>,
): SetupPart {
  const part: SetupPart = { changes: [], skipped: [] };
  for (const service of billedServices(snapshot)) {
    const { changes, skipped } = fixOne(service, input, snapshot, created);
    part.changes.push(...changes);
    part.skipped.push(...skipped);
  }
  return part;
}

function fixOne(
  service: Service,
  input: SetupFixInput,
  snapshot: SetupSnapshot,
  created: ReadonlySet<string>,
): SetupPart {
  const { type, level, configurationType } = service;
  const label = `Cross-reference “${literalText(level ? `${type} › ${level}` : type)}”`;
  const { integration } = snapshot;
  const row = rowOf(service, snapshot.crossReferences);
  const product = productFor(service, input, snapshot, created);
  if (typeof product === 'string') return { changes: [], skipped: [skip(label, product)] };
  const configuration = snapshot.configurationTypes.find(
    ({ name, inactiveFlag }) => name === configurationType && !inactiveFlag,
  );
  const skipped = configuration
    ? []
    : [skip(label, `ConnectWise has no active configuration type “${configurationType}”: it is left blank.`)];
  // What settings choose goes before what the row names.
  const isOther = !row?.product || row.inactiveFlag || snapshot.settings.products[service.id] !== undefined;
  const values = {
    vendorType: type,
    vendorLevel: level,
    ...(configuration && { configurationType: { id: configuration.id, name: configuration.name } }),
    ...(isOther && { product }),
    inactiveFlag: false,
  };
  if (row && integration) {
    const reason = 'The cross-reference must be active and as in the set-up guide.';
    const ref = { integrationId: integration.id };
    return { changes: updateSetupRecord('cross-reference', row, label, values, reason, ref), skipped };
  }
  const agreementType = agreementTypeOf(input, snapshot);
  if (typeof agreementType === 'string') return { changes: [], skipped: [skip(label, agreementType)] };
  const ref = integration ? { integrationId: integration.id } : { parentCreatedBy: CREATE_INTEGRATION };
  if (!integration && !created.has(CREATE_INTEGRATION)) {
    return { changes: [], skipped: [skip(label, 'Fix the managed devices integration first.')] };
  }
  const reason = `Without it, ${literalText(service.title)} is not billed.`;
  const members = { ...values, agreementType: { ...agreementType }, product };
  const change: Change = createSetupRecord('cross-reference', service.id, label, members, reason, ref);
  return { changes: [change], skipped };
}

/** The row of a service: the exact one, active before inactive; else one that is only spelled otherwise. */
function rowOf({ type, level }: Service, rows: readonly CrossReference[]): CrossReference | undefined {
  const plain = (text: string) => text.trim().toLowerCase();
  const exact = rows.filter((row) => row.vendorType === type && row.vendorLevel === level);
  const loose = rows.filter((row) => plain(row.vendorType) === plain(type) && plain(row.vendorLevel) === plain(level));
  return exact.find((row) => !row.inactiveFlag) ?? exact[0] ?? loose[0];
}

/** The product that the cross-reference names: a stored one, one that this plan creates, or why there is none. */
function productFor(
  service: Service,
  input: SetupFixInput,
  snapshot: SetupSnapshot,
  created: ReadonlySet<string>,
): FieldChange['to'] {
  const stored = productOf(service, snapshot);
  if (stored) {
    const item = snapshot.products.find(({ id }) => id === stored.id);
    const why = item && whyUnusable(item);
    return why && !created.has(`setup/product/update/${stored.id}`) ? why : { ...stored };
  }
  const wanted = wantedProducts(input, snapshot).find((product) => product.service === service.id);
  if (wanted) {
    const item = inCatalog(wanted.identifier, snapshot);
    if (item) return whyUnusable(item) ?? { id: item.id, identifier: item.identifier };
    const creator = createProductId(wanted.identifier);
    if (created.has(creator)) return createdRecord(creator, { identifier: wanted.identifier });
  }
  return 'No product bills this service yet: create one under Options › Services & products.';
}

function agreementTypeOf({ agreementTypeId }: SetupFixInput, { agreementTypes }: SetupSnapshot): Reference | string {
  const chosen =
    agreementTypeId === undefined
      ? recommendedAgreementType(agreementTypes)
      : agreementTypes.find(({ id }) => id === agreementTypeId);
  return chosen ?? 'No running agreement has the agreement type: create an agreement first, or choose another type.';
}
