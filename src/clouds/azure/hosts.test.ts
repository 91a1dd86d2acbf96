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

test('tokens don’t travel where they would be readable', () =>
  expect(() => azureHosts('http://azure.example')).toThrow(UserError));

test.each(['evil.example/', 'west europe', 'a'.repeat(41), ''])('the region %j is no part of a host', (region) =>
  expect(() => azureHosts(undefined).metrics(region)).toThrow(UserError),
);
