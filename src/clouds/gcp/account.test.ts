import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { countingSend, plainSend } from '../../../test/support/aws.ts';
import { type Asked, errorInfo, googleServer, pageOf, refusal, searchAnswer } from '../../../test/support/google.ts';
import { UserError } from '../../model/errors.ts';
import type { Send } from '../calls.ts';
import type { AccountSettings } from '../cloud.ts';
import { environmentSecrets } from '../secrets.ts';
import { gcp } from './gcp.ts';

const google = googleServer();
const folder = mkdtempSync(join(tmpdir(), 'google-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PROJECT = 'cloudresourcemanager.googleapis.com/Project';
const projectAsset = (id: string, number: string, state = 'ACTIVE') => ({
  name: `//cloudresourcemanager.googleapis.com/projects/${id}`,
  ...{ assetType: PROJECT, project: `projects/${number}`, displayName: `The ${id}`, state },
  ...{ additionalAttributes: { projectId: id }, labels: { owner: id } },
});
const PROJECTS = [
  projectAsset('atlas', '101'),
  projectAsset('borealis', '102'),
  projectAsset('retired', '103', 'DELETE_REQUESTED'),
];
const resource = (id: string) => {
  const found = PROJECTS.find(({ additionalAttributes }) => additionalAttributes.projectId === id);
  return (
    found && {
      name: found.project,
      projectId: id,
      displayName: found.displayName,
      state: found.state,
      labels: found.labels,
    }
  );
};

const TOKEN = { access_token: 't', issued_token_type: 'x', token_type: 'Bearer', expires_in: 3600 };

/** The three ways of asking for projects; nothing else below them. */
function answer({ path, query }: Asked) {
  if (path === 'token') return TOKEN;
  if (path === 'v3/projects:search') {
    const { items, nextPageToken } = pageOf(['atlas', 'borealis'].map(resource), { query } as Asked, 1);
    return { projects: items, ...(nextPageToken ? { nextPageToken } : {}) };
  }
  const id = /^v3\/projects\/(.+)$/.exec(path)?.[1];
  if (id !== undefined) return resource(id) ?? refusal(403, 'PERMISSION_DENIED', [errorInfo('IAM_PERMISSION_DENIED')]);
  return searchAnswer(PROJECTS, { query } as Asked);
}

function settings(changes: Partial<AccountSettings>): AccountSettings {
  writeFileSync(join(folder, 'subject'), 'subject-token');
  const identity = {
    ...{ type: 'external_account', audience: '//iam.googleapis.com/p', quota_project_id: 'atlas-quota' },
    ...{ subject_token_type: 'urn:ietf:params:oauth:token-type:jwt', token_url: `${google.url}/token` },
    credential_source: { file: join(folder, 'subject') },
  };
  const credentials = join(folder, 'identity.json');
  writeFileSync(credentials, JSON.stringify(identity));
  return { cloud: 'gcp', endpoint: google.url, credentials, ...changes };
}

const connect = (changes: Partial<AccountSettings>, send: Send = plainSend) =>
  gcp.connect(settings(changes), send, environmentSecrets({}));

test.each([
  [{ organization: '1' }, 'v1/organizations/1:searchAllResources'],
  [{ organization: 'organizations/1' }, 'v1/organizations/1:searchAllResources'],
  [{ folder: '2' }, 'v1/folders/2:searchAllResources'],
])('below %j every project is an account', async (changes, path) => {
  google.answer(answer);
  const { send, calls } = countingSend();
  const { accounts, unreached, payers, gaps } = await connect(changes, send);
  expect(accounts.map(({ cloud, id, name }) => ({ cloud, id, name }))).toEqual([
    { cloud: 'gcp', id: 'atlas', name: 'The atlas' },
    { cloud: 'gcp', id: 'borealis', name: 'The borealis' },
  ]);
  expect(google.asked.at(-1)?.path).toBe(path);
  expect(google.asked.at(-1)?.query.getAll('assetTypes')).toEqual([PROJECT]);
  expect(calls.map(({ account, service }) => `${account} ${service}`)).toEqual([
    'unknown oauth2',
    'atlas-quota cloudasset',
  ]);
  // One that is being deleted is known and can't be asked.
  expect(unreached).toMatchObject([
    { id: 'retired', name: 'The retired', error: { facts: { reason: 'not_found', code: 'ProjectDeleted' } } },
  ]);
  expect(unreached[0]?.error.message).toContain('the project is deleted or will be soon');
  expect([payers, gaps]).toEqual([[], []]);
});

test('all of an organisation share one listing, and projects by name have one each', async () => {
  google.answer(answer);
  const listings = async (changes: Partial<AccountSettings>) => {
    const { accounts } = await connect(changes);
    return [...new Set(accounts.flatMap(({ sources }) => sources.map(({ wide }) => wide)))].map((wide) => wide?.name);
  };
  expect(await listings({ organization: '1' })).toEqual(['organizations/1']);
  expect(await listings({ projects: ['atlas', 'borealis'] })).toEqual(['projects/atlas', 'projects/borealis']);
  expect(await listings({ organization: '1', projects: ['borealis'] })).toEqual(['projects/borealis']);
});

test('of named projects, one that refuses does not end the others', async () => {
  google.answer(answer);
  const { accounts, unreached } = await connect({ projects: ['atlas', 'nobody', 'retired'] });
  expect(accounts.map(({ id }) => id)).toEqual(['atlas']);
  expect(unreached.map(({ id, error }) => [id, error.facts.code])).toEqual([
    ['retired', 'ProjectDeleted'],
    ['nobody', 'IAM_PERMISSION_DENIED'],
  ]);
});

test('whose number it is that is refused nobody knows', async () => {
  google.answer(answer);
  const called = ({ unreached }: Awaited<ReturnType<typeof connect>>) => unreached.map(({ id, name }) => [id, name]);
  expect(called(await connect({ projects: ['atlas', '404'] }))).toEqual([[undefined, '404']]);
  expect(called(await connect({ organization: '1', projects: ['atlas', '404'] }))).toEqual([[undefined, '404']]);
});

test('a project that is not below the organisation is told', async () => {
  google.answer(answer);
  const { unreached } = await connect({ organization: '1', projects: ['atlas', 'nobody'] });
  expect(unreached.map(({ id, error }) => [id, error.message])).toEqual([
    [
      'nobody',
      'resourcemanager.projects.get found nothing (NOT_FOUND); no such project below organizations/1: look for a slip in `projects`',
    ],
  ]);
});

test('without any of them, what the credentials see', async () => {
  google.answer(answer);
  const { accounts } = await connect({});
  expect(accounts.map(({ id }) => id)).toEqual(['atlas', 'borealis']);
});

const nameless = { name: 'projects/104', displayName: 'Nobody' };

test.each([
  [{}, { projects: [nameless] }, 'resourcemanager.projects.get'],
  [{}, { projects: [{ projectId: 'atlas' }] }, 'resourcemanager.projects.get'],
  [
    { organization: '1', projects: ['atlas'] },
    { results: [{ name: '//cloudresourcemanager.googleapis.com/projects/', assetType: PROJECT }] },
    'cloudasset.assets.searchAllResources',
  ],
  [
    { organization: '1' },
    { results: [{ ...projectAsset('', '104'), additionalAttributes: { projectId: '' } }] },
    'cloudasset.assets.searchAllResources',
  ],
])('%j answered by %j is no project', async (changes, body, action) => {
  google.answer((asked) => (asked.path === 'token' ? TOKEN : { body }));
  await expect(connect(changes)).rejects.toThrow(`${action} failed (NoProjectId)`);
});

test('a named project whose answer has no name is not reached', async () => {
  google.answer((asked) => (asked.path === 'token' ? TOKEN : { body: { ...nameless, projectId: '' } }));
  const { accounts, unreached } = await connect({ projects: ['atlas'] });
  expect(accounts).toEqual([]);
  expect(unreached).toMatchObject([{ id: 'atlas', error: { facts: { code: 'NoProjectId' } } }]);
});

test('an API that is not enabled is an error that says what to do', async () => {
  const details = [errorInfo('SERVICE_DISABLED', { service: 'cloudasset.googleapis.com', consumer: 'projects/9' })];
  google.answer((asked) => (asked.path === 'token' ? TOKEN : refusal(403, 'PERMISSION_DENIED', details)));
  await expect(connect({ organization: '1' })).rejects.toThrow(
    'gcloud services enable cloudasset.googleapis.com --project 9',
  );
});

test('whoever can not sign in reaches no project at all', async () => {
  google.answer(() => ({ status: 400, body: { error: 'invalid_grant' } }));
  await expect(connect({ projects: ['atlas'] })).rejects.toMatchObject({ facts: { code: 'invalid_grant' } });
});

test('an organisation in which nothing is seen is the settings’ mistake', async () => {
  google.answer((asked) => (asked.path === 'token' ? TOKEN : { body: {} }));
  await expect(connect({ organization: '1' })).rejects.toThrow(UserError);
});

test.each([
  [{ organization: 'northwind.example' }, 'is no number'],
  [{ folder: '../1' }, 'is no number'],
  [{ projects: ['a/b'] }, 'has nothing called'],
  [{ endpoint: 'http://google.example' }, 'The endpoint of Google Cloud has to be https'],
  [{ organization: '1', billing: { project: 'atlas-1', dataset: 'billing', table: 'x`; DROP' } }, 'billing.table'],
])('%j is refused before anything is asked', async (changes, words) => {
  google.answer((asked) => (asked.path === 'token' ? TOKEN : { body: {} }));
  const { send, calls } = countingSend();
  await expect(connect(changes, send)).rejects.toThrow(UserError);
  await expect(connect(changes, send)).rejects.toThrow(words);
  expect(calls.filter(({ service }) => service !== 'oauth2')).toEqual([]);
});

test('the billing account that an export belongs to pays', async () => {
  google.answer(answer);
  const table = 'gcp_billing_export_resource_v1_01AB23_CD45EF_678901';
  const { payers } = await connect({ organization: '1', billing: { project: 'atlas-1', dataset: 'billing', table } });
  expect(payers).toMatchObject([{ cloud: 'gcp', id: '01AB23-CD45EF-678901' }]);
});

test('a type is asked of its API', async () => {
  google.answer(answer);
  const { accounts } = await connect({ organization: '1' });
  const source = accounts[0]?.sources.find(({ type }) => type === 'pubsub.googleapis.com/Topic');
  expect(source).toMatchObject({ kind: 'topic', reach: 'global', service: 'pubsub', taggable: true });
});
