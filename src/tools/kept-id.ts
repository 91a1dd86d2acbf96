/**
 * An id as it is kept: Azure's are the same in any case, and lower case is kept (ADR 0005). Of the three clouds' ids only Azure's
 * begin with one slash.
 */
export const keptId = (id: string): string => (/^\/[^/]/.test(id) ? id.toLowerCase() : id);
