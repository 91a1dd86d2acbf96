import { namedResources } from './named-resources.ts';

export interface NotebookDetail {
  readonly instanceType: string;
  readonly status: 'InService' | 'Stopped';
}

export interface EndpointDetail {
  readonly status: 'InService' | 'Updating' | 'Failed';
}

export interface DomainDetail {
  readonly domainId: string;
}

/** An agent, a knowledge base or a guardrail of Bedrock. */
export interface BedrockDetail {
  readonly shortId: string;
  readonly status: string;
}

const roles = ['ranking', 'forecast', 'search', 'support'];

export const notebooks = namedResources<NotebookDetail>({
  type: 'sagemaker:notebook-instance',
  weight: 1,
  roles,
  plant: (random, { account, region, name }) => ({
    id: `arn:aws:sagemaker:${region}:${account}:notebook-instance/${name}`,
    detail: {
      instanceType: random.pick(['ml.t3.medium', 'ml.t3.xlarge', 'ml.m5.2xlarge']),
      status: random.chance(0.5) ? 'InService' : 'Stopped',
    },
  }),
});

export const endpoints = namedResources<EndpointDetail>({
  type: 'sagemaker:endpoint',
  weight: 1,
  roles,
  plant: (random, { account, region, name }) => ({
    id: `arn:aws:sagemaker:${region}:${account}:endpoint/${name}`,
    detail: {
      status: random.weighted([
        ['InService', 90],
        ['Updating', 4],
        ['Failed', 6],
      ] as const),
    },
  }),
});

export const domains = namedResources<DomainDetail>({
  type: 'sagemaker:domain',
  weight: 1,
  roles: ['studio', 'research'],
  plant: (random, { account, region }) => {
    const domainId = `d-${random.hex(12)}`;
    return { id: `arn:aws:sagemaker:${region}:${account}:domain/${domainId}`, detail: { domainId } };
  },
});

/** What the ARN calls one, and what its service says of one that works. */
const ofBedrock = (what: 'agent' | 'knowledge-base' | 'guardrail', working: string) =>
  namedResources<BedrockDetail>({
    type: `bedrock:${what}`,
    weight: 1,
    roles,
    plant: (random, { account, region }) => {
      const shortId = what === 'guardrail' ? random.hex(12) : random.code(10);
      const status = random.chance(0.93) ? working : 'FAILED';
      return { id: `arn:aws:bedrock:${region}:${account}:${what}/${shortId}`, detail: { shortId, status } };
    },
  });

export const agents = ofBedrock('agent', 'PREPARED');
export const knowledgeBases = ofBedrock('knowledge-base', 'ACTIVE');
export const guardrails = ofBedrock('guardrail', 'READY');
