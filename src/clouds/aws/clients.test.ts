import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  accountClients,
  collectAll,
  countingSend,
  plainSend,
  scopeOf,
  simulatedCompany,
} from '../../../test/support/aws.ts';
import { CloudError } from '../../model/errors.ts';
import type { Send } from '../calls.ts';
import { awsClients } from './clients.ts';
import { elasticloadbalancingLoadbalancer } from './resources/elasticloadbalancing-loadbalancer.ts';
import { elasticloadbalancingTargetgroup } from './resources/elasticloadbalancing-targetgroup.ts';

const company = simulatedCompany({ resources: 600 });
afterEach(() => {
  company.simulator.faults.clear();
  vi.useRealTimers();
});

const account = () => company.simulator.truth.clouds.aws.accounts[1]?.id ?? '';

const volumes = async (clients: ReturnType<typeof awsClients>) => {
  const { DescribeVolumesCommand } = await import('@aws-sdk/client-ec2');
  const client = await clients.client('ec2', 'us-east-1');
  return client.send(new DescribeVolumesCommand({ MaxResults: 5 }));
};

test('a queue is asked for where its service is, and not at the address that a list tells', async () => {
  const clients = await accountClients(company.simulator, account());
  expect((await clients.client('sqs', 'us-east-1')).config.useQueueUrlAsEndpoint).toBe(false);
});

describe('a request', () => {
  test('goes through the sending, named as quotas and permissions name it', async () => {
    const { send, calls } = countingSend();
    await volumes(await accountClients(company.simulator, account(), { send }));
    expect(calls).toEqual([{ account: account(), region: 'us-east-1', service: 'ec2', action: 'ec2:DescribeVolumes' }]);
  });

  test('is one attempt; whether there is another is decided above', async () => {
    company.simulator.faults.add({ kind: 'throttle', service: 'ec2' });
    const before = company.simulator.calls().length;
    await expect(volumes(await accountClients(company.simulator, account()))).rejects.toThrow(CloudError);
    expect(
      company.simulator
        .calls()
        .slice(before)
        .filter(({ service }) => service === 'ec2'),
    ).toHaveLength(1);
  });

  test('can be made again by the sending', async () => {
    company.simulator.faults.add({ kind: 'throttle', service: 'ec2', times: 2 });
    const retrying: Send = async (call, send) => {
      for (;;) {
        try {
          return await plainSend(call, send);
        } catch (error) {
          if (!(error instanceof CloudError && error.facts.retryable)) throw error;
        }
      }
    };
    const answer = await volumes(await accountClients(company.simulator, account(), { send: retrying }));
    expect(answer.Volumes?.length).toBeGreaterThan(0);
  });

  test('ends when the sending gives it up', async () => {
    company.simulator.faults.add({ kind: 'hang', service: 'ec2' });
    const impatient: Send = (_call, send) => send(AbortSignal.timeout(50));
    const asked = volumes(await accountClients(company.simulator, account(), { send: impatient }));
    await expect(asked).rejects.toMatchObject({ facts: { reason: 'timeout', action: 'ec2:DescribeVolumes' } });
  });

  test.each([
    ['drop', 'failed', true],
    ['error', 'failed', true],
    ['deny', 'denied', false],
  ] as const)('that meets %s has %s', async (kind, reason, retryable) => {
    company.simulator.faults.add({ kind, service: 'ec2' });
    const asked = volumes(await accountClients(company.simulator, account()));
    await expect(asked).rejects.toMatchObject({ facts: { reason, retryable, action: 'ec2:DescribeVolumes' } });
  });

  test('is not read without end', async () => {
    company.simulator.faults.add({ kind: 'flood', service: 'ec2' });
    const asked = volumes(await accountClients(company.simulator, account()));
    await expect(asked).rejects.toMatchObject({ facts: { code: 'AnswerTooLong', reason: 'failed', retryable: false } });
    await expect(asked).rejects.toThrow('ec2:DescribeVolumes failed (AnswerTooLong)');
  });

  test('to nobody has failed and may be made again', async () => {
    const clients = awsClients({
      credentials: async () => ({ accessKeyId: 'a', secretAccessKey: 'b' }),
      endpoint: 'http://127.0.0.1:1',
      account: '123456789012',
      send: plainSend,
    });
    await expect(volumes(clients)).rejects.toMatchObject({
      facts: { reason: 'failed', retryable: true, code: 'ECONNREFUSED' },
    });
  });

  test('without credentials is denied before it is sent', async () => {
    const { send, calls } = countingSend();
    const credentials = async () => {
      throw Object.assign(new Error('no providers'), { name: 'CredentialsProviderError' });
    };
    await expect(volumes(awsClients({ credentials, account: '123456789012', send }))).rejects.toMatchObject({
      facts: { reason: 'denied', retryable: false },
    });
    expect(calls).toEqual([]);
  });
});

test('clients are kept until they are let go of, and made again', async () => {
  const clients = await accountClients(company.simulator, account());
  const first = await clients.client('ec2', 'us-east-1');
  expect(await clients.client('ec2', 'us-east-1')).toBe(first);
  clients.forget();
  expect(await clients.client('ec2', 'us-east-1')).not.toBe(first);
});

test('accounts that ask the same host share its connections', async () => {
  let connections = 0;
  const server = createServer((_, response) => response.writeHead(503).end());
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  for (const id of ['111111111111', '222222222222']) {
    const credentials = async () => ({ accessKeyId: 'a', secretAccessKey: 'b' });
    const clients = awsClients({ credentials, endpoint: `http://127.0.0.1:${port}`, account: id, send: plainSend });
    await expect(volumes(clients)).rejects.toThrow(CloudError);
  }
  server.closeAllConnections();
  server.close();
  expect(connections).toBe(1);
});

test('target groups and their health are asked once for both of their collectors', async () => {
  const { send, calls } = countingSend();
  const shared = await accountClients(company.simulator, account(), { send });
  const scope = scopeOf(account(), 'us-east-1');
  const [, groups] = await Promise.all([
    collectAll(elasticloadbalancingLoadbalancer, shared, scope),
    collectAll(elasticloadbalancingTargetgroup, shared, scope),
  ]);
  const times = (action: string) => calls.filter((call) => call.action === `elasticloadbalancing:${action}`).length;
  expect(groups.resources.length).toBeGreaterThan(1);
  expect(times('DescribeTargetGroups')).toBe(1);
  expect(times('DescribeTargetHealth')).toBe(groups.resources.length);
});

test.each([
  [undefined, 'us-east-1'],
  ['aws', 'us-east-1'],
  ['aws-cn', 'cn-north-1'],
  ['aws-us-gov', 'us-gov-west-1'],
])('the partition %s asks what has no region in %s', (partition, home) => {
  const connection = {
    credentials: async () => ({ accessKeyId: 'a', secretAccessKey: 'b' }),
    account: '1',
    send: plainSend,
  };
  expect(awsClients({ ...connection, ...(partition ? { partition } : {}) }).home).toBe(home);
});
