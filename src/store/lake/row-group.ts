/**
 * Rows that are written together. Few enough that a page of a list decodes little, that threads share an estate of any size
 * and that a writer holds little; enough for the dictionaries to pay.
 */
export const ROW_GROUP = 20_480;
