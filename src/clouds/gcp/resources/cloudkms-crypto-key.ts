import { defineGcpCollector } from '../collector.ts';

/** Keys of Cloud KMS by name. */
export const cloudkmsCryptoKey = defineGcpCollector({
  type: 'cloudkms.googleapis.com/CryptoKey',
  kind: 'other',
  taggable: true,
  detailed: false,
  normalize: () => ({ attributes: {} }),
});
