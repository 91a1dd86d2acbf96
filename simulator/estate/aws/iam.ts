import type { PlantedAccount, PlantedResource } from '../estate.ts';
import { plantName } from '../names.ts';
import type { Planter } from '../planter.ts';
import type { Random } from '../random.ts';
import { plantTags } from '../tags.ts';
import { daysBefore, plantCreation } from '../time.ts';
import { uniqueNames } from '../unique.ts';

export interface UserDetail {
  readonly path: string;
  readonly userId: string;
  readonly passwordLastUsed: Date | undefined;
}

export interface RoleDetail {
  readonly path: string;
  readonly roleId: string;
  readonly description: string | undefined;
  readonly trustedService: string;
  readonly maxSessionSeconds: number;
}

export interface AccessKeyDetail {
  readonly userName: string;
  readonly accessKeyId: string;
  readonly active: boolean;
  readonly lastUsed: { readonly at: Date; readonly service: string; readonly region: string } | undefined;
}

/** Roles that AWS makes and keeps for itself: they stand in every listing and refuse to be tagged. */
const serviceLinkedRoles = [
  ['support', 'AWSServiceRoleForSupport'],
  ['trustedadvisor', 'AWSServiceRoleForTrustedAdvisor'],
  ['organizations', 'AWSServiceRoleForOrganizations'],
  ['elasticloadbalancing', 'AWSServiceRoleForElasticLoadBalancing'],
  ['rds', 'AWSServiceRoleForRDS'],
  ['autoscaling', 'AWSServiceRoleForAutoScaling'],
] as const;

const trustedServices = ['ec2', 'lambda', 'ecs-tasks', 'codebuild', 'states', 'glue'];

export const users: Planter<UserDetail> = {
  type: 'iam:user',
  weight: 2,
  where: 'global',
  plant(random, account, _region, count, { now }) {
    const unique = uniqueNames();
    return Array.from({ length: count }, () => {
      const named = plantName(random, random.pick(['deployer', 'ci', 'reader', 'operator']));
      const name = unique(named.name);
      const person = random.chance(0.4);
      const path = person ? '/people/' : '/';
      const createdAt = plantCreation(random, now, 5);
      return {
        ...resourceOf('iam:user', account, `user${path}${name}`, name),
        createdAt,
        ...plantTags(random, { ...named, type: 'iam:user' }),
        taggable: true,
        detail: {
          path,
          userId: `AIDA${random.code(17)}`,
          passwordLastUsed: person && random.chance(0.7) ? random.moment(createdAt, now) : undefined,
        },
      };
    });
  },
};

export const roles: Planter<RoleDetail> = {
  type: 'iam:role',
  weight: 5,
  where: 'global',
  plant(random, account, _region, count, { now }) {
    const linked = serviceLinkedRoles.slice(0, Math.floor(count / 3));
    const unique = uniqueNames();
    return [
      ...linked.map(([service, name]) => ({
        ...resourceOf('iam:role', account, `role/aws-service-role/${service}.amazonaws.com/${name}`, name),
        createdAt: plantCreation(random, now, 6),
        tags: {},
        violations: [],
        taggable: false,
        detail: roleDetail(random, `/aws-service-role/${service}.amazonaws.com/`, service, `Made by ${service}`),
      })),
      ...Array.from({ length: count - linked.length }, () => {
        const named = plantName(random, 'role');
        const name = unique(named.name);
        return {
          ...resourceOf('iam:role', account, `role/${name}`, name),
          createdAt: plantCreation(random, now, 5),
          ...plantTags(random, { ...named, type: 'iam:role' }),
          taggable: true,
          detail: roleDetail(random, '/', random.pick(trustedServices), undefined),
        };
      }),
    ];
  },
};

export const accessKeys: Planter<AccessKeyDetail> = {
  type: 'iam:access-key',
  weight: 2,
  where: 'global',
  plant(random, account, _region, count, context) {
    const owners = context.planted<UserDetail>('iam:user', account.id);
    return Array.from({ length: count }, (_, index) => {
      const owner = owners[index % owners.length];
      const accessKeyId = `AKIA${random.code(16)}`;
      const createdAt = random.moment(owner?.createdAt ?? context.now, context.now);
      const lastUsed = {
        at: random.moment(
          random.chance(0.6) ? laterOf(createdAt, daysBefore(context.now, 30)) : createdAt,
          context.now,
        ),
        service: random.pick(['s3', 'ec2', 'sts', 'ecr']),
        region: random.pick(['us-east-1', 'eu-west-1']),
      };
      return {
        ...resourceOf('iam:access-key', account, `${userOf(owner)}/access-key/${accessKeyId}`, accessKeyId),
        createdAt,
        tags: {},
        violations: [],
        taggable: false,
        detail: {
          // In an account without users it is the root user's, whom no list shows.
          userName: owner?.name ?? '<root_account>',
          accessKeyId,
          active: random.chance(0.85),
          lastUsed: random.chance(0.75) ? lastUsed : undefined,
        },
      };
    });
  },
};

/** `user/people/ada`, as the ARN of the user ends; AWS has no ARN for a key. */
const userOf = (owner: PlantedResource<UserDetail> | undefined): string =>
  owner ? owner.id.slice(owner.id.indexOf(':user/') + 1) : 'root';

const laterOf = (a: Date, b: Date): Date => (a > b ? a : b);

const roleDetail = (random: Random, path: string, service: string, description: string | undefined): RoleDetail => ({
  path,
  roleId: `AROA${random.code(17)}`,
  description,
  trustedService: `${service}.amazonaws.com`,
  maxSessionSeconds: random.pick([3600, 3600, 43_200]),
});

const resourceOf = (type: string, account: PlantedAccount, path: string, name: string) => ({
  cloud: 'aws' as const,
  id: `arn:aws:iam::${account.id}:${path}`,
  type,
  account: account.id,
  region: 'global',
  name,
});
