import { namedResources, ofAws } from './named-resources.ts';

export interface ProjectDetail {
  readonly computeType: string;
}

export interface PipelineDetail {
  readonly version: number;
}

export interface UserPoolDetail {
  readonly poolId: string;
}

export interface RuleDetail {
  readonly bus: string;
  readonly enabled: boolean;
  readonly schedule: string | undefined;
  /** The service that made it for itself. */
  readonly managedBy: string | undefined;
}

export const projects = namedResources<ProjectDetail>({
  type: 'codebuild:project',
  weight: 3,
  roles: ['build', 'tests', 'release'],
  plant: (random, { account, region, name }) => ({
    id: `arn:aws:codebuild:${region}:${account}:project/${name}`,
    detail: { computeType: random.pick(['BUILD_GENERAL1_SMALL', 'BUILD_GENERAL1_MEDIUM', 'BUILD_GENERAL1_LARGE']) },
  }),
});

export const pipelines = namedResources<PipelineDetail>({
  type: 'codepipeline:pipeline',
  weight: 1,
  roles: ['delivery', 'release'],
  plant: (random, { account, region, name }) => ({
    id: `arn:aws:codepipeline:${region}:${account}:${name}`,
    detail: { version: random.int(1, 40) },
  }),
});

export const userPools = namedResources<UserPoolDetail>({
  type: 'cognito-idp:userpool',
  weight: 1,
  roles: ['customers', 'partners'],
  plant: (random, { account, region }) => {
    const poolId = `${region}_${random.code(9)}`;
    return { id: `arn:aws:cognito-idp:${region}:${account}:userpool/${poolId}`, detail: { poolId } };
  },
});

/** Every region has this bus; the ARN of a rule on it doesn't name it. */
export const usualBus = 'default';

export const rules = namedResources<RuleDetail>({
  type: 'events:rule',
  weight: 1,
  roles: ['nightly', 'on-order', 'on-upload'],
  plant: (random, { account, region, name }) => {
    const bus = random.chance(0.3) ? 'northwind-orders' : usualBus;
    const managedBy = bus === usualBus && random.chance(0.1) ? 'autoscaling.amazonaws.com' : undefined;
    return {
      id: `arn:aws:events:${region}:${account}:rule/${bus === usualBus ? '' : `${bus}/`}${name}`,
      ...(managedBy === undefined ? {} : ofAws),
      detail: {
        ...{ bus, managedBy, enabled: random.chance(0.85) },
        schedule: random.chance(0.4) ? 'rate(1 day)' : undefined,
      },
    };
  },
});
