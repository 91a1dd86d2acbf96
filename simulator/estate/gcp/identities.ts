import type { PlantedAccount } from '../estate.ts';
import type { Planter } from '../planter.ts';
import type { Random } from '../random.ts';
import { plantCreation } from '../time.ts';
import { projectNumber } from './organization.ts';
import { type GcpDetail, type GcpResource, gcpName, gcpResource } from './resource.ts';

export const projectType = 'cloudresourcemanager.googleapis.com/Project';
export const serviceAccountType = 'iam.googleapis.com/ServiceAccount';
export const serviceAccountKeyType = 'iam.googleapis.com/ServiceAccountKey';

/** What every project has: itself, which is a resource too and takes labels, and its service accounts, which take none. */
export const serviceAccounts: Planter<GcpDetail> = {
  type: serviceAccountType,
  weight: 5,
  where: 'global',
  everywhere: true,
  plant: (random, account, region, count, { now }) => [
    plantProject(random, account, region, now),
    ...Array.from({ length: count - 1 }, (_, position) => {
      const accountId = position === 0 ? 'compute' : gcpName(random, 'sa').name.slice(0, 30).replace(/-$/, '');
      const email = `${accountId}@${account.id}.iam.gserviceaccount.com`;
      const uniqueId = `1${random.digits(20)}`;
      return gcpResource(random, {
        ...{ account, region, name: email, createdAt: plantCreation(random, now, 4), type: serviceAccountType },
        path: `iam.googleapis.com/projects/${account.id}/serviceAccounts/${uniqueId}`,
        data: () => ({
          ...{ name: `projects/${account.id}/serviceAccounts/${email}`, projectId: account.id, uniqueId, email },
          ...{ displayName: accountId, oauth2ClientId: uniqueId, etag: 'MDEwMjE5MjA=' },
          disabled: random.chance(0.1) ? true : undefined,
        }),
      });
    }),
  ],
};

function plantProject(random: Random, account: PlantedAccount, region: string, now: Date): GcpResource {
  const named = { ...gcpName(random, 'project'), name: account.id };
  const createdAt = plantCreation(random, now, 6);
  const number = projectNumber(account.id);
  return gcpResource(random, {
    ...{ account, region, named, name: account.name, createdAt, type: projectType },
    path: `cloudresourcemanager.googleapis.com/projects/${account.id}`,
    state: 'ACTIVE',
    attributes: { projectId: account.id },
    data: (labels) => ({
      ...{ projectId: account.id, projectNumber: number, name: account.name, lifecycleState: 'ACTIVE', labels },
      createTime: createdAt.toISOString(),
    }),
  });
}

/** Of people's own making; Google's own come and go by themselves and are no resources of the company's. */
export const serviceAccountKeys: Planter<GcpDetail> = {
  type: serviceAccountKeyType,
  weight: 2,
  where: 'global',
  plant(random, account, region, count, { now, planted }) {
    const owners = planted<GcpDetail>(serviceAccountType, account.id);
    return Array.from({ length: count }, (_, position) => {
      const owner = owners[position % Math.max(owners.length, 1)];
      const email = owner?.name ?? `${projectNumber(account.id)}-compute@developer.gserviceaccount.com`;
      const createdAt = random.moment(owner?.createdAt ?? plantCreation(random, now, 4), now);
      const keyId = random.hex(40);
      const disabled = random.chance(0.12);
      return gcpResource(random, {
        ...{ account, region, name: keyId, createdAt, type: serviceAccountKeyType },
        path: `${owner?.id.slice(2) ?? `iam.googleapis.com/projects/${account.id}/serviceAccounts/${email}`}/keys/${keyId}`,
        ...(owner && { parent: { name: owner.id, type: serviceAccountType } }),
        data: () => ({
          ...{ name: `projects/${account.id}/serviceAccounts/${email}/keys/${keyId}` },
          ...{ keyAlgorithm: 'KEY_ALG_RSA_2048', keyOrigin: 'GOOGLE_PROVIDED', keyType: 'USER_MANAGED' },
          validAfterTime: `${createdAt.toISOString().slice(0, 19)}Z`,
          validBeforeTime: '9999-12-31T23:59:59Z',
          disabled: disabled ? true : undefined,
        }),
      });
    });
  },
};
