/** Makes ids for things that we name ourselves (runs, journal entries). Passed in, so that tests can fix them. */
export type IdMaker = () => string;

export const randomId: IdMaker = () => crypto.randomUUID();
