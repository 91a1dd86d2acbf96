import type { GroupDefinition, ResultByTime } from '@aws-sdk/client-cost-explorer';
import { afterEach, describe, expect, test } from 'vitest';
import { accountClients, countingSend, SPOILT_ANSWERS, simulatedCompany } from '../../../test/support/aws.ts';
import type { Charge } from '../../model/charge.ts';
import { CloudError, UserError } from '../../model/errors.ts';
import { add, compare, money, sum } from '../../model/money.ts';
import type { CostQuery } from '../cloud.ts';
import { awsCosts, chargesOf, groupsOf } from './costs.ts';

describe('groups', () => {
  test('are named as Cost Explorer names them', () =>
    expect(groupsOf({ groupBy: ['ServiceName', 'tag:Team:name'] })).toEqual([
      { Type: 'DIMENSION', Key: 'SERVICE' },
      { Type: 'TAG', Key: 'Team:name' },
    ]));

  test.each([
    [['ServiceName', 'RegionId', 'SubAccountId'], 'two things at most'],
    [['ResourceId'], "can't group by ResourceId"],
    [['tag:'], "can't group by tag:"],
    [['constructor'], "can't group by constructor"],
  ])('%j are refused', (groupBy, words) => {
    expect(() => groupsOf({ groupBy })).toThrow(UserError);
    expect(() => groupsOf({ groupBy })).toThrow(words);
  });
});

describe('charges', () => {
  const day = { TimePeriod: { Start: '2026-11-01', End: '2026-11-02' }, Estimated: true };
  const usd = (Amount: string) => ({ Amount, Unit: 'USD' });
  const answer = (
    keys: string[],
    Metrics = { UnblendedCost: usd('1.50'), AmortizedCost: usd('8E-7') },
  ): ResultByTime => ({
    ...day,
    Groups: [{ Keys: keys, Metrics }],
  });
  const service: GroupDefinition = { Type: 'DIMENSION', Key: 'SERVICE' };
  const region: GroupDefinition = { Type: 'DIMENSION', Key: 'REGION' };
  const environment: GroupDefinition = { Type: 'TAG', Key: 'Environment' };

  test('are in FOCUS columns, exact to the last digit', () =>
    expect(chargesOf(answer(['Amazon EC2', 'eu-west-1']), [service, region])).toEqual([
      {
        ChargePeriodStart: '2026-11-01',
        ChargePeriodEnd: '2026-11-02',
        ProviderName: 'AWS',
        ServiceName: 'Amazon EC2',
        RegionId: 'eu-west-1',
        BilledCost: '1.5',
        EffectiveCost: '0.0000008',
        BillingCurrency: 'USD',
        x_Estimated: true,
      },
    ]));

  test.each<[string[], GroupDefinition[], Partial<Charge>]>([
    [['Environment$prod'], [environment], { Tags: { Environment: 'prod' } }],
    [['Environment$a$b'], [environment], { Tags: { Environment: 'a$b' } }],
    // What has no such tag.
    [['Environment$'], [environment], { Tags: {} }],
    [
      ['Environment$prod', 'AWS Lambda'],
      [environment, service],
      { Tags: { Environment: 'prod' }, ServiceName: 'AWS Lambda' },
    ],
    [
      ['Environment$prod', 'Team$web'],
      [environment, { Type: 'TAG', Key: 'Team' }],
      { Tags: { Environment: 'prod', Team: 'web' } },
    ],
    [['123456789012'], [{ Type: 'DIMENSION', Key: 'LINKED_ACCOUNT' }], { SubAccountId: '123456789012' }],
    [['NoRegion'], [region], {}],
    [[''], [region], {}],
  ])('of the keys %j', (keys, groups, names) => {
    const [charge] = chargesOf(answer(keys), groups);
    const { ServiceName, RegionId, SubAccountId, Tags } = charge ?? {};
    expect({ ServiceName, RegionId, SubAccountId, Tags }).toEqual({ ...names });
  });

  test.each([
    ['KeysDoNotMatchGroups', answer(['Amazon EC2']), [service, region]],
    ['KeysDoNotMatchGroups', answer(['Amazon EC2', 'eu-west-1', 'x']), [service, region]],
    ['KeyOfAnotherTag', answer(['Owner$prod']), [environment]],
    ['KeyOfAnotherTag', answer(['prod']), [environment]],
    ['NoTimePeriod', { Groups: [] }, [service]],
    ['NoGroups', day, [service]],
    [
      'TwoCurrencies',
      answer(['x'], { UnblendedCost: usd('1'), AmortizedCost: { Amount: '1', Unit: 'EUR' } }),
      [service],
    ],
    ['NoCurrency', { ...day, Groups: [{ Keys: ['x'], Metrics: {} }] }, [service]],
  ])('that do not fit the question are an error: %s', (code, result, groups) => {
    const read = () => chargesOf(result, groups);
    expect(read).toThrow(CloudError);
    expect(read).toThrow(code);
  });

  test('of a day without groups are its total', () => {
    const total = { ...day, Total: { UnblendedCost: usd('2'), AmortizedCost: usd('3') } };
    expect(chargesOf(total, [])).toMatchObject([{ BilledCost: '2', EffectiveCost: '3' }]);
    expect(chargesOf({ ...day, Total: {}, Groups: [] }, [service])).toEqual([]);
  });
});

describe('Cost Explorer', () => {
  const company = simulatedCompany({ resources: 3000 });
  afterEach(() => company.simulator.faults.clear());
  const october = { start: '2026-10-01', end: '2026-11-01' };

  async function ask(query: CostQuery) {
    const [payer] = company.simulator.truth.clouds.aws.accounts;
    const { send, calls } = countingSend();
    const clients = await accountClients(company.simulator, payer?.id ?? '', { send });
    const pages: (readonly Charge[])[] = [];
    for await (const page of awsCosts(clients).charges(query)) pages.push(page);
    return { pages, calls, charges: pages.flat() };
  }

  const total = (charges: readonly Charge[], metric: 'BilledCost' | 'EffectiveCost') =>
    sum(
      charges.map((charge) => money(charge[metric] ?? 'nothing', charge.BillingCurrency)),
      'USD',
    );

  function truth(metric: 'billed' | 'effective', account?: string) {
    const accounts = Object.entries(company.simulator.truth.clouds.aws.charges);
    return accounts
      .filter(([id]) => account === undefined || id === account)
      .flatMap(([, services]) => Object.values(services))
      .flatMap((months) => (months['2026-10'] ? [money(months['2026-10'][metric], 'USD')] : []))
      .reduce(add, money('0', 'USD'));
  }

  test('adds up to the bill in every grouping, in every metric', async () => {
    expect(compare(truth('billed'), money('0', 'USD'))).toBeGreaterThan(0);
    for (const groupBy of [[], ['ServiceName'], ['SubAccountId', 'RegionId'], ['tag:Environment', 'ServiceName']]) {
      const { charges } = await ask({ groupBy, period: october });
      expect(total(charges, 'BilledCost')).toEqual(truth('billed'));
      expect(total(charges, 'EffectiveCost')).toEqual(truth('effective'));
    }
  });

  test('pages are followed, each one call, and the next is not asked before it is wanted', async () => {
    const query = { groupBy: ['tag:Name', 'ServiceName'], period: { start: '2026-01-01', end: '2026-11-01' } };
    const { pages, calls } = await ask(query);
    expect(pages.length).toBeGreaterThan(1);
    expect(calls).toHaveLength(pages.length);
    const [payer] = company.simulator.truth.clouds.aws.accounts;
    const first = countingSend();
    const clients = await accountClients(company.simulator, payer?.id ?? '', { send: first.send });
    for await (const _ of awsCosts(clients).charges(query)) break;
    expect(first.calls).toEqual([
      { account: payer?.id, region: 'us-east-1', service: 'ce', action: 'ce:GetCostAndUsage' },
    ]);
  });

  test('a page that names itself as the next is a failure, and is not paid for ever', async () => {
    const { send, calls } = countingSend();
    const [payer] = company.simulator.truth.clouds.aws.accounts;
    const clients = await accountClients(company.simulator, payer?.id ?? '', { send });
    const client = await clients.client('costExplorer', clients.home);
    client.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next({ ...args, input: { ...args.input, NextPageToken: undefined } });
        return { ...answer, output: { ...answer.output, NextPageToken: 'again' } };
      },
      { step: 'initialize' },
    );
    const charges = awsCosts(clients).charges({ groupBy: [], period: october });
    const read = async () => {
      for await (const _ of charges) if (calls.length > 9) break;
    };
    await expect(read()).rejects.toMatchObject({ facts: { action: 'ce:GetCostAndUsage', code: 'RepeatedPage' } });
    expect(calls).toHaveLength(2);
  });

  test('has every day of the period and no other, with what is estimated', async () => {
    const { charges } = await ask({ groupBy: ['SubAccountId'], period: { start: '2026-10-31', end: '2026-11-02' } });
    expect(new Set(charges.map(({ ChargePeriodStart }) => ChargePeriodStart))).toEqual(
      new Set(['2026-10-31', '2026-11-01']),
    );
    expect(new Set(charges.map(({ x_Estimated }) => typeof x_Estimated))).toEqual(new Set(['boolean']));
    for (const { id } of company.simulator.truth.clouds.aws.accounts) {
      expect(charges.filter(({ SubAccountId }) => SubAccountId === id).length).toBeGreaterThan(0);
    }
  });

  test('is not asked three groups', async () => {
    const asked = ask({ groupBy: ['ServiceName', 'RegionId', 'SubAccountId'], period: october });
    await expect(asked).rejects.toThrow(UserError);
  });

  test.each([
    ['deny', 'denied', false],
    ['throttle', 'throttled', true],
  ] as const)('to %s it is an error', async (kind, reason, retryable) => {
    company.simulator.faults.add({ kind, service: 'ce' });
    await expect(ask({ groupBy: [], period: october })).rejects.toMatchObject({
      facts: { reason, retryable, action: 'ce:GetCostAndUsage' },
    });
  });

  test.each(SPOILT_ANSWERS)('whose answer meets %s has failed', async (kind, code, retryable) => {
    company.simulator.faults.add({ kind, service: 'ce' });
    await expect(ask({ groupBy: ['ServiceName'], period: october })).rejects.toMatchObject({
      facts: { reason: 'failed', code, retryable, action: 'ce:GetCostAndUsage' },
    });
  });
});
