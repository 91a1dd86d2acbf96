import type { PlantedAccount, PlantedResource } from '../estate.ts';
import type { Planter } from '../planter.ts';
import type { Random } from '../random.ts';
import { plantCreation } from '../time.ts';
import { uuid } from '../uuid.ts';
import { namedResources, ofAws } from './named-resources.ts';

export interface SecretDetail {
  /** The service that made it for itself. */
  readonly owningService: string | undefined;
  readonly rotates: boolean;
  readonly lastChanged: Date;
}

export interface KeyDetail {
  readonly keyId: string;
  /** Without an alias a key has no name. */
  readonly alias: string | undefined;
  readonly manager: 'AWS' | 'CUSTOMER';
  readonly state: 'Enabled' | 'Disabled' | 'PendingDeletion';
}

export const secrets = namedResources<SecretDetail>({
  type: 'secretsmanager:secret',
  weight: 1,
  roles: ['token', 'password', 'api-key', 'certificate'],
  plant: (random, { account, region, name, createdAt }) => ({
    // Six characters of AWS's own stand at the end of the ARN and not of the name.
    id: `arn:aws:secretsmanager:${region}:${account}:secret:${name}-${random.code(6)}`,
    detail: {
      owningService: random.chance(0.1) ? 'rds' : undefined,
      rotates: random.chance(0.4),
      lastChanged: createdAt,
    },
  }),
});

const customersKeys = namedResources<KeyDetail>({
  type: 'kms:key',
  weight: 2,
  roles: ['data', 'backup', 'signing'],
  plant: (random, { account, region, name }) => {
    const keyId = uuid(random);
    const alias = random.chance(0.85) ? name : undefined;
    const state = random.weighted([
      ['Enabled', 88],
      ['Disabled', 7],
      ['PendingDeletion', 5],
    ] as const);
    const detail = { keyId, alias: alias && `alias/${alias}`, manager: 'CUSTOMER' as const, state };
    return { id: keyArn(region, account, keyId), name: alias, detail };
  },
});

/** The services that have a key of AWS's in most places; one is made where a service first needs it. */
const servicesWithKeys = ['ebs', 'rds', 's3', 'lambda', 'sns', 'secretsmanager'];

/** A key in five is one that AWS made for a service of its own: it is listed, costs nothing and can't be tagged. */
export const keys: Planter<KeyDetail> = {
  ...customersKeys,
  plant(random, account, region, count, context) {
    const services = servicesWithKeys.slice(0, Math.floor(count / 5));
    return [
      ...services.map((service) => keyOfAws(random, account, region, service, context.now)),
      ...customersKeys.plant(random, account, region, count - services.length, context),
    ];
  },
};

function keyOfAws(
  random: Random,
  account: PlantedAccount,
  region: string,
  service: string,
  now: Date,
): PlantedResource<KeyDetail> {
  const keyId = uuid(random);
  return {
    ...{ cloud: 'aws', id: keyArn(region, account.id, keyId), type: 'kms:key', account: account.id, region },
    name: `aws/${service}`,
    createdAt: plantCreation(random, now),
    ...{ ...ofAws, beyondInventory: true },
    detail: { keyId, alias: `alias/aws/${service}`, manager: 'AWS', state: 'Enabled' },
  };
}

const keyArn = (region: string, account: string, keyId: string): string =>
  `arn:aws:kms:${region}:${account}:key/${keyId}`;
