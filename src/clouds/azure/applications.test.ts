import { expect, test } from 'vitest';
import { localAzure, refusal } from '../../../test/support/azure.ts';
import { type Application, applicationId, applications } from './applications.ts';
import type { AzureClients } from './clients.ts';

const azure = localAzure();

async function all(clients: AzureClients): Promise<Application[]> {
  const found: Application[] = [];
  for await (const one of applications(clients)) found.push(one);
  return found;
}

test('the applications are asked once for all who need them, and for the fields that are read', async () => {
  azure.answer(({ query }) =>
    query.get('$skiptoken')
      ? { body: { value: [{ id: 'b' }] } }
      : { body: { value: [{ id: 'a' }], '@odata.nextLink': `${azure.url}/v1.0/applications?$skiptoken=1` } },
  );
  const clients = azure.clients();
  expect(await Promise.all([all(clients), all(clients)])).toEqual([
    [{ id: 'a' }, { id: 'b' }],
    [{ id: 'a' }, { id: 'b' }],
  ]);
  expect(azure.requests.map(({ path, query }) => [path, query.get('$select'), query.get('$top')])).toEqual([
    ['/v1.0/applications', 'id,appId,displayName,createdDateTime,passwordCredentials,keyCredentials', '999'],
    ['/v1.0/applications', null, null],
  ]);
  expect(azure.calls[0]).toMatchObject({ service: 'graph', action: 'Application.Read.All' });
});

test('a directory that may not be read is an error', async () => {
  azure.answer(() => refusal(403, 'Authorization_RequestDenied'));
  await expect(all(azure.clients())).rejects.toThrow('Application.Read.All was denied');
});

test.each([{}, { id: '' }])('%j has no id', (application) =>
  expect(() => applicationId(application)).toThrow('Application.Read.All failed (NoId)'),
);
