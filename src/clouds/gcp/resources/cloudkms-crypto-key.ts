import { definePlainCollector } from '../plain-type.ts';

/** Keys of Cloud KMS by name. */
export const cloudkmsCryptoKey = definePlainCollector('cloudkms.googleapis.com/CryptoKey', 'key');
