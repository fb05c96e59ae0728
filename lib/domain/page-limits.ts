/** Most characters of a label: longer texts are containers, such as a first cell that holds a whole table. */
export const LONGEST_LABEL = 60;

/** A class name without its dot, as a field may be found by. */
export const CLASS_NAME = /^[A-Za-z][\w-]{1,79}$/;

/** Most labels, and most classes, that one field may have besides the built-in ones. */
export const MOST_NAMES = 10;

/** Most labels, and most classes, that are learned from one click on a field. */
export const MOST_LEARNED = 3;

/** Most taught fields that are kept; the oldest goes first. */
export const MOST_TAUGHT = 200;

/** Most characters of the host that a field was taught on. */
export const LONGEST_SITE = 200;

/** Most characters of the time at which a field was taught. */
export const LONGEST_TAUGHT_AT = 40;

/** Most sentences of a self-check about what did not fit; the first ones say the most. */
export const MOST_SENTENCES = 20;

/** Most characters of “Diagnose this screen”. */
export const LONGEST_DIAGNOSIS = 100_000;

/** Most features, switched off or reported on, and most characters of the id of one. */
export const MOST_FEATURES = 40;
export const LONGEST_FEATURE_ID = 40;
