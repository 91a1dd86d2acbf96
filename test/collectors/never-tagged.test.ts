import { describe, expect, test } from 'vitest';
import { awsCollectors } from '../../src/clouds/aws/resources/index.ts';
import { accountClients, collectAll, scopeOf, simulatedCompany } from '../support/aws.ts';

const company = simulatedCompany({ resources: 40_000 });

/** Resources of a type that the company never tagged; the simulator knows four types of load balancers. */
const neverTagged = (type: string) =>
  Object.entries(company.simulator.truth.clouds.aws.types)
    .filter(([name]) => name.split('/')[0] === type)
    .flatMap(([, { resources }]) => resources.filter(({ tags }) => Object.keys(tags ?? {}).length === 0));

describe.each(awsCollectors.filter(({ taggable }) => taggable))('$type', (collector) => {
  test('what was never tagged is found, with no tags', async () => {
    const [one] = neverTagged(collector.type);
    if (!one) throw new Error(`the company has tagged every ${collector.type}`);
    const region = collector.reach === 'global' ? 'global' : one.region;
    const clients = await accountClients(company.simulator, one.account);
    const { resources } = await collectAll(collector, clients, scopeOf(one.account, region));
    const found = new Map(resources.map(({ id, tags }) => [id, tags]));
    const expected = neverTagged(collector.type).filter(
      ({ account, region: at }) => account === one.account && (region === 'global' || at === region),
    );
    expect(expected.map(({ id }) => found.get(id))).toEqual(expected.map(() => ({})));
  });
});
