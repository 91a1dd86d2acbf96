import type { ResourceFacts, ResourceState } from '../../model/resource.ts';
import type { Asset } from './assets.ts';
import { fullName } from './names.ts';
import { stateFacts } from './states.ts';

/** https://cloud.google.com/compute/docs/reference/rest/v1/addresses */
export interface Address {
  readonly address?: string;
  readonly addressType?: string;
  readonly status?: string;
  readonly users?: readonly string[];
}

const STATES: Readonly<Record<string, ResourceState>> = {
  RESERVING: 'pending',
  RESERVED: 'available',
  IN_USE: 'in-use',
};

/** What regional and global addresses tell alike. */
export function addressFacts({
  data,
  state,
}: Asset<Address>): Partial<ResourceFacts> & Pick<ResourceFacts<'ip-address'>, 'attributes'> {
  const status = data.status ?? state;
  const isInternal = data.addressType === 'INTERNAL';
  return {
    ...stateFacts(status, STATES),
    attributes: {
      publicIp: isInternal ? undefined : data.address,
      privateIp: isInternal ? data.address : undefined,
      associatedWith: fullName(data.users?.[0]),
    },
  };
}
