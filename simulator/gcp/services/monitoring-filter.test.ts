import { expect, test } from 'vitest';
import { GcpError } from '../errors.ts';
import { metricFilter } from './monitoring-filter.ts';

const fields = { 'metric.type': 'm', 'resource.labels.zone': 'us-central1-a', 'metric.labels.name': 'web "1"' };

test.each([
  ['metric.type = "m"', true],
  ['metric.type = "n"', false],
  ['metric.type="m" AND resource.labels.zone="us-central1-a"', true],
  ['metric.type="m" resource.label.zone!="us-central1-a"', false],
  ['metric.type="m" AND NOT resource.labels.zone="us-east1-b"', true],
  ['metric.type="m" AND (resource.labels.zone="x" OR resource.labels.zone="us-central1-a")', true],
  ['metric.type="m" AND resource.labels.zone=starts_with("us-")', true],
  ['metric.type="m" AND resource.labels.zone=ends_with("-b")', false],
  ['metric.type="m" AND resource.labels.zone=has_substring("central")', true],
  ['metric.type="m" AND resource.labels.zone=one_of("a", "us-central1-a")', true],
  ['metric.type="m" AND resource.labels.zone!=one_of("a", "us-central1-a")', false],
  ['metric.type="m" AND metric.labels.name="web \\"1\\""', true],
  ['metric.type="m" AND metric.labels.absent=""', true],
])('%s', (text, fits) => {
  expect(metricFilter(text).fits(fields)).toBe(fits);
});

test.each([
  '',
  'resource.labels.zone="a"',
  'metric.type="m" OR metric.type="n"',
  'metric.type="m" AND (resource.labels.zone="a"',
  'metric.type="m" AND resource.labels.zone>"a"',
  'metric.type="m" AND resource.labels.zone=one_of("a"',
  'metric.type="m")',
])('%s is refused', (text) => {
  expect(() => metricFilter(text)).toThrow(GcpError);
});
