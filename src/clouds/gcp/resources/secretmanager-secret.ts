import { definePlainCollector } from '../plain-type.ts';

/** Secrets by name; what they hold is never asked for. */
export const secretmanagerSecret = definePlainCollector('secretmanager.googleapis.com/Secret', 'secret');
