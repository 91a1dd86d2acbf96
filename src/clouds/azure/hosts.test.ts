import { expect, test } from 'vitest';
import { UserError } from '../../model/errors.ts';
import { azureHosts } from './hosts.ts';

const METRICS = 'https://metrics.monitor.azure.com/.default';

test('Azure’s own hosts, each with the scope of its tokens; metrics have one for each region', () => {
  const { arm, graph, metrics } = azureHosts(undefined);
  expect([arm, graph, metrics('westeurope')]).toEqual([
    { url: 'https://management.azure.com', scope: 'https://management.azure.com/.default' },
    { url: 'https://graph.microsoft.com', scope: 'https://graph.microsoft.com/.default' },
    { url: 'https://westeurope.metrics.monitor.azure.com', scope: METRICS },
  ]);
});

test('one endpoint takes the place of all, and the scopes stay', () => {
  const { arm, graph, metrics } = azureHosts('https://localhost:8443/some/path?query');
  expect([arm, graph, metrics('westeurope')]).toEqual([
    { url: 'https://localhost:8443', scope: 'https://management.azure.com/.default' },
    { url: 'https://localhost:8443', scope: 'https://graph.microsoft.com/.default' },
    { url: 'https://localhost:8443/metrics/westeurope', scope: METRICS },
  ]);
});

test.each(['https://azure.example', 'http://localhost:80', 'http://127.0.0.1:8080', 'http://[::1]:8080'])(
  'tokens may travel to %s',
  (endpoint) => expect(azureHosts(endpoint).arm.url).toBe(new URL(endpoint).origin),
);

test.each(['http://azure.example', 'http://localhost.azure.example', 'ftp://localhost', 'nowhere', ''])(
  'tokens would be readable on their way to %j',
  (endpoint) => expect(() => azureHosts(endpoint)).toThrow(UserError),
);

test.each(['evil.example/', 'west europe', 'a'.repeat(41), ''])('the region %j is no part of a host', (region) =>
  expect(() => azureHosts(undefined).metrics(region)).toThrow(UserError),
);
