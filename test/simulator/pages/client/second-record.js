import { fetchList } from './rpc.js';

const first = async (list, parameters, isWanted = () => true) =>
  (await fetchList(list, parameters)).find(isWanted)?.recID;

/** The first company beside this one for which `look(company)` finds something: `[company, found]`. */
async function nextCompany(own, look) {
  for (const { recID } of await fetchList('companysearchlist')) {
    const found = recID === own ? undefined : await look(recID);
    if (found !== undefined) return [recID, found];
  }
  return null;
}

async function otherCompany(place) {
  const entries = (company) => first('companymanagementsolutionlist', { companyRecID: company });
  const found = await nextCompany(place.company, place.entry === undefined ? (id) => id : entries);
  if (!found) return null;
  const [company, entry] = found;
  return { ...place, company, ...(place.entry === undefined ? {} : { entry }) };
}

async function otherAgreement(place) {
  const { company: _, companyTab: __, left: ___, ...rest } = place;
  const found = await nextCompany(undefined, (company) =>
    first('companyagreementlist', { companyRecID: company }, ({ recID }) => recID !== place.agreement),
  );
  if (!found) return null;
  const agreement = found[1];
  if (place.addition === undefined) return { ...rest, agreement };
  return { ...rest, agreement, addition: (await first('agreementadditionlist', { agreementRecID: agreement })) ?? 0 };
}

async function otherIntegration(place) {
  if (place.record === undefined) return null;
  if (place.company !== undefined) return otherCompany(place);
  if (place.crossReference === undefined) return { ...place, record: 0 };
  const crossReference = await first(
    'managementcrossreferencelist',
    { integrationRecID: place.record },
    ({ recID }) => recID !== place.crossReference,
  );
  return { ...place, crossReference: crossReference ?? 0 };
}

const other = (list, own, parameters = {}) => first(list, parameters, ({ recID }) => recID !== own);

const OTHERS = {
  company: otherCompany,
  agreement: otherAgreement,
  integration: otherIntegration,
  ticket: async (place) => ({ screen: 'ticket', ticket: (await other('srboard', place.ticket)) ?? place.ticket }),
  solution: async (place) =>
    place.record === undefined
      ? null
      : { ...place, record: (await other('managementitsolutionlist', place.record)) ?? 0 },
  board: async (place) =>
    place.status === undefined
      ? null
      : {
          ...place,
          status: (await other('serviceboardstatuslist', place.status, { boardRecID: place.record })) ?? 0,
        },
};

/** A place of the same kind with another record, for the view below; null where a screen has no record. */
export function secondPlace(place) {
  return OTHERS[place.screen]?.(place) ?? null;
}
