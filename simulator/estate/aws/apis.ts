import { namedResources } from './named-resources.ts';

export interface ApiDetail {
  readonly apiId: string;
  readonly protocol: 'REST' | 'HTTP' | 'WEBSOCKET';
}

export interface StateMachineDetail {
  readonly type: 'STANDARD' | 'EXPRESS';
}

const roles = ['api', 'gateway', 'webhooks'];

export const restApis = namedResources<ApiDetail>({
  type: 'apigateway:restapis',
  weight: 1,
  roles,
  plant: (random, { region }) => {
    const apiId = random.hex(10);
    // The ARN names no account.
    return { id: `arn:aws:apigateway:${region}::/restapis/${apiId}`, detail: { apiId, protocol: 'REST' } };
  },
});

export const apis = namedResources<ApiDetail>({
  type: 'apigateway:apis',
  weight: 1,
  roles,
  plant: (random, { region }) => {
    const apiId = random.hex(10);
    const protocol = random.chance(0.2) ? ('WEBSOCKET' as const) : ('HTTP' as const);
    return { id: `arn:aws:apigateway:${region}::/apis/${apiId}`, detail: { apiId, protocol } };
  },
});

export const stateMachines = namedResources<StateMachineDetail>({
  type: 'states:stateMachine',
  weight: 1,
  roles: ['orders', 'imports', 'onboarding'],
  plant: (random, { account, region, name }) => ({
    id: `arn:aws:states:${region}:${account}:stateMachine:${name}`,
    detail: { type: random.chance(0.3) ? 'EXPRESS' : 'STANDARD' },
  }),
});
