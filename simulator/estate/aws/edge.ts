import { uuid } from '../uuid.ts';
import { namedResources } from './named-resources.ts';

export interface DistributionDetail {
  readonly distributionId: string;
  readonly domainName: string;
  /** The name of its own, where it has one. */
  readonly alias: string | undefined;
  readonly status: 'Deployed' | 'InProgress';
  readonly enabled: boolean;
}

export interface HostedZoneDetail {
  readonly zoneId: string;
  readonly isPrivate: boolean;
}

export interface CertificateDetail {
  readonly status: 'ISSUED' | 'PENDING_VALIDATION' | 'EXPIRED';
  readonly keyAlgorithm: 'RSA_2048' | 'EC_prime256v1';
  readonly inUse: boolean;
}

const domainOf = (name: string): string => `${name}.northwind.example`;

export const distributions = namedResources<DistributionDetail>({
  type: 'cloudfront:distribution',
  weight: 1,
  where: 'global',
  roles: ['shop', 'assets', 'docs'],
  plant: (random, { account, name }) => {
    const distributionId = `E${random.code(13)}`;
    const domainName = `d${random.hex(13)}.cloudfront.net`;
    const alias = random.chance(0.7) ? domainOf(name) : undefined;
    const status = random.chance(0.05) ? ('InProgress' as const) : ('Deployed' as const);
    return {
      id: `arn:aws:cloudfront::${account}:distribution/${distributionId}`,
      name: alias ?? domainName,
      detail: { distributionId, domainName, alias, status, enabled: random.chance(0.9) },
    };
  },
});

export const hostedZones = namedResources<HostedZoneDetail>({
  type: 'route53:hostedzone',
  weight: 1,
  where: 'global',
  roles: ['shop', 'internal', 'docs'],
  plant: (random, { name }) => {
    const zoneId = `Z${random.code(19)}`;
    // The ARN names no account.
    return {
      id: `arn:aws:route53:::hostedzone/${zoneId}`,
      name: `${domainOf(name)}.`,
      detail: { zoneId, isPrivate: random.chance(0.3) },
    };
  },
});

export const certificates = namedResources<CertificateDetail>({
  type: 'acm:certificate',
  weight: 1,
  roles: ['shop', 'api', 'docs'],
  plant: (random, { account, region, name }) => ({
    id: `arn:aws:acm:${region}:${account}:certificate/${uuid(random)}`,
    name: domainOf(name),
    detail: {
      status: random.weighted([
        ['ISSUED', 85],
        ['PENDING_VALIDATION', 6],
        ['EXPIRED', 9],
      ] as const),
      keyAlgorithm: random.chance(0.3) ? 'EC_prime256v1' : 'RSA_2048',
      inUse: random.chance(0.7),
    },
  }),
});
