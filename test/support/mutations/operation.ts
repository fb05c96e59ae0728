/** What another record of the same kind would show, and random numbers from 0 to 1 that follow from the seed. */
export interface Around {
  random: () => number;
  /** Texts of another record for those of this one, e.g. its name and its EFS id. */
  others: readonly (readonly [own: string, other: string])[];
}

/**
 * Changes the page below `body`. Sent to the browser as text: it must use nothing but its parameters and the DOM.
 * `changesValues`: the page then says other things, of which findings may be true that were not before.
 */
export interface Operation {
  run: (body: HTMLElement, around: Around) => void;
  changesValues?: boolean;
}
