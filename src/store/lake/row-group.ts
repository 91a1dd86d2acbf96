/**
 * Rows that lie together in a file of the lake: few enough that a page of a list decodes little and that threads share an
 * estate of any size, enough for the dictionaries to pay.
 */
export const ROW_GROUP = 20_480;

/** The same in a file that is written once and read once. The writer holds a group whole, several times over. */
export const PASSING_ROW_GROUP = 8_192;
