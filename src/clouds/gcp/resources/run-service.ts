import { definePlainCollector } from '../plain-type.ts';

/** Services of Cloud Run. */
export const runService = definePlainCollector('run.googleapis.com/Service');
