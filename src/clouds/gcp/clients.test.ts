import { describe, expect, test, vi } from 'vitest';
import { countingSend } from '../../../test/support/aws.ts';
import { googleClients, googleServer, pageOf, refusal, signedIn } from '../../../test/support/google.ts';
import { CloudError, UserError } from '../../model/errors.ts';
import { type GcpRequest, gcpClients, pages, pathPart } from './clients.ts';

const google = googleServer();
const request: GcpRequest = {
  service: 'cloudasset',
  action: 'cloudasset.assets.searchAllResources',
  path: 'v1/projects/atlas:searchAllResources',
  fields: ['results'],
};
const ask = (changes: Partial<GcpRequest> = {}) => googleClients(google).ask({ ...request, ...changes });

describe('a request', () => {
  test('goes through the sending, named as quotas and permissions name it, and is signed', async () => {
    google.answer(() => ({ results: [] }));
    const { send, calls } = countingSend();
    await googleClients(google, send).ask({
      ...request,
      query: { assetTypes: ['a', 'b'], none: undefined },
      price: '0.5',
    });
    expect(calls).toEqual([
      { account: 'quota-project', region: 'global', service: 'cloudasset', action: request.action, price: '0.5' },
    ]);
    const [asked] = google.asked;
    expect(asked).toMatchObject({ method: 'GET', path: request.path, headers: { authorization: 'Bearer token' } });
    expect([...(asked?.query ?? [])]).toEqual([
      ['assetTypes', 'a'],
      ['assetTypes', 'b'],
    ]);
  });

  test('with a body is sent as JSON', async () => {
    google.answer(() => ({ jobComplete: true }));
    await ask({ body: { query: 'SELECT 1' }, fields: ['jobComplete'] });
    expect(google.asked[0]).toMatchObject({
      method: 'POST',
      body: '{"query":"SELECT 1"}',
      headers: { 'content-type': 'application/json' },
    });
  });

  test('is one attempt; whether there is another is decided above', async () => {
    google.answer(() => refusal(503, 'UNAVAILABLE'));
    await expect(ask()).rejects.toMatchObject({ facts: { reason: 'failed', retryable: true, code: 'UNAVAILABLE' } });
    expect(google.asked).toHaveLength(1);
  });

  test('that is sent elsewhere is not followed, and the token stays here', async () => {
    google.answer(({ path }) =>
      path === request.path
        ? { status: 302, body: {}, headers: { location: `${google.url}/elsewhere` } }
        : { results: [] },
    );
    await expect(ask()).rejects.toMatchObject({ facts: { code: 'HTTP 302', retryable: false } });
    expect(google.asked).toHaveLength(1);
  });

  test('is not made without credentials', async () => {
    const credentials = {
      ...signedIn,
      headers: async () => {
        throw new CloudError({ reason: 'denied', code: 'invalid_grant', action: 'oauth2.token', retryable: false });
      },
    };
    const { send, calls } = countingSend();
    const clients = gcpClients({ credentials, endpoint: google.url, account: 'x', send });
    await expect(clients.ask(request)).rejects.toMatchObject({ facts: { code: 'invalid_grant' } });
    expect(calls).toEqual([]);
  });

  test('ends when the sending gives it up', async () => {
    const asked = googleClients(google, (_call, send) => send(AbortSignal.abort())).ask(request);
    await expect(asked).rejects.toMatchObject({ facts: { reason: 'timeout' } });
  });
});

test.each([
  ['a page of HTML', { body: '<html>', headers: { 'content-type': 'text/html' } }, 'GarbledAnswer', true],
  ['a list', { body: '[]' }, 'GarbledAnswer', true],
  ['half an answer', { body: '{"results": [' }, 'GarbledAnswer', true],
  ["somebody else's JSON", { body: '{"status": "ok"}' }, 'NotGoogle', false],
])('a 200 with %s is no answer', async (_, answered, code, retryable) => {
  google.answer(() => answered);
  await expect(ask()).rejects.toMatchObject({ facts: { reason: 'failed', code, retryable } });
});

test('half a refusal is asked again', async () => {
  google.answer(() => ({ status: 404, body: '{"error": {"code": 404, "sta' }));
  await expect(ask()).rejects.toMatchObject({ facts: { reason: 'failed', code: 'GarbledAnswer', retryable: true } });
});

test('nothing at all is the answer of an empty list', async () => {
  google.answer(() => ({ body: {} }));
  expect(await ask()).toEqual({});
});

test('an answer is read to a limit', async () => {
  google.answer(() => ({ body: `{"results": ["${'x'.repeat(64 * 1024 * 1024)}"]}` }));
  await expect(ask()).rejects.toMatchObject({ facts: { code: 'AnswerTooLong', retryable: false } });
});

describe('pages', () => {
  const all = async () => {
    const found: unknown[] = [];
    for await (const page of pages<{ results?: unknown[]; nextPageToken?: string }>(googleClients(google), request))
      found.push(...(page.results ?? []));
    return found;
  };

  test('are followed to the last, of which some may be empty', async () => {
    google.answer((asked) => {
      const { items, nextPageToken } = pageOf([1, 2, 3, 4, 5], asked, 2);
      return { results: items, ...(nextPageToken ? { nextPageToken } : {}) };
    });
    expect(await all()).toEqual([1, 2, 3, 4, 5]);
    expect(google.asked).toHaveLength(3);
  });

  test('that lead to themselves end in an error', async () => {
    google.answer(() => ({ results: [], nextPageToken: 'again' }));
    await expect(all()).rejects.toMatchObject({ facts: { code: 'RepeatedPage', retryable: false } });
    expect(google.asked).toHaveLength(2);
  });

  test('that lead around in a circle end in an error', async () => {
    google.answer(({ query }) => ({ results: [], nextPageToken: query.get('pageToken') === 'A' ? 'B' : 'A' }));
    await expect(all()).rejects.toMatchObject({ facts: { code: 'RepeatedPage', retryable: false } });
    expect(google.asked).toHaveLength(3);
  });
});

test.each(['atlas-1a2b', '123', 'example.com:atlas', 'us-central1'])('%s is one part of a path', (text) =>
  expect(decodeURIComponent(pathPart(text))).toBe(text),
);
test.each(['', '..', 'a/b', 'a?b', 'a b', '%2e%2e'])('"%s" is none', (text) =>
  expect(() => pathPart(text)).toThrow(UserError),
);

test('what several resources need is not asked again by each of them where it failed', async () => {
  const load = vi.fn(async () => {
    throw new CloudError({ reason: 'failed', code: 'X', action: 'a.b', retryable: true });
  });
  const { once } = googleClients(google);
  await expect(once('key', load)).rejects.toThrow(CloudError);
  await expect(once('key', load)).rejects.toThrow(CloudError);
  expect(load).toHaveBeenCalledOnce();
});
