import { definePlainCollector } from '../plain-type.ts';

/** File servers of Filestore. */
export const fileInstance = definePlainCollector('file.googleapis.com/Instance', 'file-system');
