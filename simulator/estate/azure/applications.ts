import type { Planter } from '../planter.ts';
import { applications } from '../policy.ts';
import type { Random } from '../random.ts';
import { uuid } from './ids.ts';
import { plantCreation } from './time.ts';

/** An app registration: an identity that programs sign in with. */
export interface Registration {
  readonly appId: string;
  readonly displayName: string;
  readonly secrets: readonly Credential[];
  readonly certificates: readonly Credential[];
}

export interface Credential {
  readonly keyId: string;
  readonly displayName: string;
  readonly start: Date;
  readonly end: Date;
  /** The first three characters of a secret, all that anybody sees of it. */
  readonly hint: string;
}

export const applicationType = 'Microsoft.Graph/applications';

/** They belong to the tenant and not to a subscription, and can't be tagged. */
export const appRegistrations: Planter<Registration> = {
  type: applicationType,
  weight: 2,
  where: 'accounts',
  plant(random, account, _, count, { now }) {
    return Array.from({ length: count }, () => {
      const objectId = uuid(random);
      const createdAt = plantCreation(random, now);
      const displayName = `${random.pick(applications).name}-${random.pick(['deploy', 'api', 'sync', 'reader'])}-${random.hex(4)}`;
      const credentials = (most: number) =>
        Array.from({ length: random.int(0, most) }, () => plantCredential(random, createdAt, now));
      return {
        ...{ cloud: 'azure', type: applicationType, account: account.tenantId ?? '', region: 'global' },
        ...{ name: displayName, createdAt, tags: {}, taggable: false, violations: [] },
        id: `/applications/${objectId}`,
        detail: { appId: uuid(random), displayName, secrets: credentials(3), certificates: credentials(1) },
      };
    });
  },
};

/** Some have run out, some soon will, some last for years. */
function plantCredential(random: Random, createdAt: Date, now: Date): Credential {
  const start = random.moment(createdAt, now);
  const days = random.pick([90, 180, 365, 730]);
  return {
    keyId: uuid(random),
    displayName: random.pick(['pipeline', 'rotated', 'initial', 'terraform']),
    start,
    end: new Date(start.getTime() + days * 86_400_000),
    hint: random.code(3),
  };
}
