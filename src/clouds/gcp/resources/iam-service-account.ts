import { defineGcpCollector } from '../collector.ts';
import { lastPart } from '../names.ts';

/** https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts */
interface ServiceAccount {
  readonly email?: string;
  readonly disabled?: boolean;
}

// Made when an API is enabled: `…-compute@developer.gserviceaccount.com`, `…@appspot.gserviceaccount.com`.
const DEFAULT = /@(?:developer|appspot)\.gserviceaccount\.com$/;

/** Service accounts. */
export const iamServiceAccount = defineGcpCollector<ServiceAccount, 'role'>({
  type: 'iam.googleapis.com/ServiceAccount',
  kind: 'role',
  taggable: false,
  // IAM is offered at no charge (https://cloud.google.com/iam).
  free: true,
  detailed: true,
  normalize: ({ name, data }) => ({
    name: data.email ?? lastPart(name),
    state: data.disabled ? 'suspended' : 'available',
    attributes: { managedByProvider: data.email === undefined ? undefined : DEFAULT.test(data.email) },
  }),
});
