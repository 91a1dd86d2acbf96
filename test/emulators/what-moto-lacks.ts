import { HOME_REGION, REGIONS } from './places.ts';
import { type Proxy as AwsProxy, startProxy } from './proxy/proxy.ts';

const VIEW = `arn:aws:resource-explorer-2:${HOME_REGION}:123456789012:view/all/1`;

const EXPLORER: Readonly<Record<string, object>> = {
  ListIndexes: {
    Indexes: REGIONS.map((Region) => ({ Region, Type: Region === HOME_REGION ? 'AGGREGATOR' : 'LOCAL' })),
  },
  ListViews: { Views: [VIEW] },
  BatchGetView: { Views: [{ ViewArn: VIEW, IncludedProperties: [{ Name: 'tags' }] }], Errors: [] },
  ListResources: { Resources: [], ViewArn: VIEW },
};

const EMPTY: Readonly<Record<string, object>> = { ListGuardrails: { guardrails: [] } };

/** One stands before moto that has no guardrails, and a Resource Explorer that has indexed everything and found all tagged. */
export const startWhatMotoLacks = (target: string): Promise<AwsProxy> =>
  startProxy({
    target,
    after: ({ service, operation }, answer) => {
      const instead = service === 'resource-explorer-2' ? (EXPLORER[operation] ?? {}) : EMPTY[operation];
      if (!instead) return answer;
      const body = Buffer.from(JSON.stringify(instead));
      return { status: 200, headers: { 'content-type': 'application/json' }, body };
    },
  });
