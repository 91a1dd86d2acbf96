import { FIRST_ACCOUNT, REGIONS, SECOND_ACCOUNT, SECOND_ROLE } from './places.ts';

export interface CollectionSettings {
  readonly deadline_seconds?: number;
  readonly max_parallel_accounts?: number;
  readonly max_parallel_regions?: number;
}

/** A configuration of both accounts: the first by its keys, the second by a role with an external id. */
export const settingsFor = (endpoint: string, collection: CollectionSettings = {}): object => ({
  accounts: [
    { cloud: 'aws', name: `first ${FIRST_ACCOUNT}`, endpoint, regions: REGIONS },
    {
      ...{ cloud: 'aws', name: `second ${SECOND_ACCOUNT}`, endpoint, regions: REGIONS },
      ...{ role_arn: SECOND_ROLE.arn, external_id: SECOND_ROLE.externalId },
    },
  ],
  collection,
  mcp: { calls_per_session: 100_000, identical_calls: 1000 },
});
