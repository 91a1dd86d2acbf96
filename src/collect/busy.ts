import { UserError } from '../model/errors.ts';

/** Somebody else collects in the organisation. */
export class CollectionBusy extends UserError {}
