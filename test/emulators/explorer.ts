import { HOME_REGION, REGIONS } from './places.ts';
import { type Proxy as AwsProxy, startProxy } from './proxy/proxy.ts';

const VIEW = `arn:aws:resource-explorer-2:${HOME_REGION}:123456789012:view/all/1`;

const ANSWERS: Readonly<Record<string, object>> = {
  ListIndexes: {
    Indexes: REGIONS.map((Region) => ({ Region, Type: Region === HOME_REGION ? 'AGGREGATOR' : 'LOCAL' })),
  },
  ListViews: { Views: [VIEW] },
  BatchGetView: { Views: [{ ViewArn: VIEW, IncludedProperties: [{ Name: 'tags' }] }], Errors: [] },
  ListResources: { Resources: [], ViewArn: VIEW },
};

/** Moto has no Resource Explorer: one stands before it that has indexed everything, and found nothing that isn't tagged. */
export const startExplorer = (target: string): Promise<AwsProxy> =>
  startProxy({
    target,
    after: ({ service, operation }, answer) =>
      service === 'resource-explorer-2'
        ? {
            status: 200,
            headers: { 'content-type': 'application/json' },
            body: Buffer.from(JSON.stringify(ANSWERS[operation] ?? {})),
          }
        : answer,
  });
