import { instantOf } from '../../instant.ts';
import { defineGcpCollector } from '../collector.ts';

/** https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts.keys */
interface ServiceAccountKey {
  /** With the account's address, where the asset has its number. */
  readonly name?: string;
  readonly keyType?: string;
  readonly disabled?: boolean;
  readonly validAfterTime?: string;
  readonly validBeforeTime?: string;
}

const OWNER = /(?:^|\/)serviceAccounts\/([^/]+)\/keys\//;
// What Google says of a key that never expires.
const NEVER = /^9999-/;

/** Keys of service accounts that somebody made. Google makes others for itself and renews them every few days. */
export const iamServiceAccountKey = defineGcpCollector<ServiceAccountKey, 'access-key'>({
  type: 'iam.googleapis.com/ServiceAccountKey',
  kind: 'access-key',
  taggable: false,
  // IAM is offered at no charge (https://cloud.google.com/iam).
  free: true,
  detailed: true,
  isOne: ({ data }) => data.keyType !== 'SYSTEM_MANAGED',
  normalize: ({ name, data }) => ({
    name: `…${name.slice(-4)}`,
    state: data.disabled ? 'suspended' : 'available',
    ...(data.validAfterTime ? { createdAt: instantOf(data.validAfterTime) } : {}),
    attributes: {
      owner: OWNER.exec(data.name ?? name)?.[1],
      expiresAt: NEVER.test(data.validBeforeTime ?? '') ? undefined : instantOf(data.validBeforeTime),
    },
  }),
});
