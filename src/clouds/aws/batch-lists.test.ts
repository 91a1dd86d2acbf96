import { expect, test } from 'vitest';
import { accountClients, type Collected, collectAll, scopeOf, simulatedCompany } from '../../../test/support/aws.ts';
import { withBatchSize } from './batch-size.ts';
import { awsCollectors } from './resources/index.ts';

// The fewest that the settings allow: some of these APIs take no shorter page.
const FEW = 20;
const company = simulatedCompany({ resources: 3000 });

const idsOf = ({ resources }: Collected) => resources.map(({ id }) => id).sort();

// Every list goes on from page to page, wherever a page ends.
test('in short pages there is as much as in long ones', async () => {
  const calls = () => company.simulator.calls().length;
  const { truth } = company.simulator;
  const id = truth.clouds.aws.accounts[1]?.id ?? '';
  const clients = await accountClients(company.simulator, id);
  const bounded = withBatchSize(await accountClients(company.simulator, id), FEW);
  let pagesMore = 0;
  for (const collector of awsCollectors) {
    const scope = scopeOf(id, collector.reach === 'global' ? 'global' : 'us-east-1');
    const [begun, long] = [calls(), await collectAll(collector, clients, scope)];
    const [middle, short] = [calls(), await collectAll(collector, bounded, scope)];
    pagesMore += calls() - middle > middle - begun ? 1 : 0;
    expect([collector.type, short.gaps, idsOf(short)]).toEqual([collector.type, long.gaps, idsOf(long)]);
  }
  expect(pagesMore).toBeGreaterThan(2);
});
