import type { Planter } from '../planter.ts';
import { applications } from '../policy.ts';
import { uuid } from './ids.ts';
import { plantCreation } from './time.ts';

/** An app registration: an identity that programs sign in with. */
export interface Registration {
  readonly objectId: string;
  readonly appId: string;
}

/** A secret or a certificate of one. */
export interface Credential {
  readonly objectId: string;
  readonly keyId: string;
  readonly kind: 'secret' | 'certificate';
  readonly end: Date;
  /** The first three characters of a secret, all that anybody sees of it. */
  readonly hint: string;
}

export const applicationType = 'Microsoft.Graph/applications';
export const credentialType = 'Microsoft.Graph/applications/credentials';

/** They belong to the tenant and not to a subscription, and can't be tagged. */
const ofTenant = { cloud: 'azure', region: 'global', tags: {}, taggable: false, violations: [] } as const;

export const appRegistrations: Planter<Registration> = {
  type: applicationType,
  weight: 2,
  where: 'accounts',
  plant(random, account, _, count, { now }) {
    return Array.from({ length: count }, () => {
      const objectId = uuid(random);
      const { name } = random.pick(applications);
      return {
        ...ofTenant,
        ...{ type: applicationType, account: account.tenantId ?? '', id: `/applications/${objectId}` },
        name: `${name}-${random.pick(['deploy', 'api', 'sync', 'reader'])}-${random.hex(4)}`,
        createdAt: plantCreation(random, now),
        detail: { objectId, appId: uuid(random) },
      };
    });
  },
};

/** Some have run out, some soon will, some last for years. Fewer than registrations, so that each has one to belong to. */
export const appCredentials: Planter<Credential> = {
  type: credentialType,
  weight: 1.5,
  where: 'accounts',
  plant(random, { tenantId = '' }, _, count, { now, planted }) {
    const owners = planted<Registration>(applicationType, tenantId);
    return Array.from({ length: count }, () => {
      const { detail, createdAt: before } = random.pick(owners);
      const [{ objectId }, keyId] = [detail, uuid(random)];
      const createdAt = random.moment(before, now);
      const days = random.pick([90, 180, 365, 730]);
      return {
        ...ofTenant,
        ...{ type: credentialType, account: tenantId, id: `/applications/${objectId}/credentials/${keyId}` },
        ...{ name: random.pick(['pipeline', 'rotated', 'initial', 'terraform']), createdAt },
        detail: {
          ...{ objectId, keyId, kind: random.chance(0.75) ? ('secret' as const) : ('certificate' as const) },
          end: new Date(createdAt.getTime() + days * 86_400_000),
          hint: random.code(3),
        },
      };
    });
  },
};
