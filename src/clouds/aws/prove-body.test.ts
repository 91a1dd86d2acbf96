import { expect, test } from 'vitest';
import { beginningOf, proveBody, type Wire } from './prove-body.ts';

const prove = (status: number, body: string, wire: Wire = 'query', operation = 'DescribeVolumes') =>
  proveBody(status, Buffer.from(body), beginningOf(wire, operation), 'a:B');

const DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n';
const HTML = '<!DOCTYPE html><html><body>Blocked</body></html>';

test.each<[body: string, wire: Wire, operation: string]>([
  [
    `${DECLARED}<DescribeVolumesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">…`,
    'query',
    'DescribeVolumes',
  ],
  ['\uFEFF <DescribeVolumesResponse>…', 'query', 'DescribeVolumes'],
  [`${DECLARED}<ListAllMyBucketsResult>…`, 's3', 'ListBuckets'],
  ['<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>', 's3', 'GetBucketLocation'],
  ['<VersioningConfiguration/>', 's3', 'GetBucketVersioning'],
  ['<GetBucketVersioningResponse/>', 's3', 'GetBucketVersioning'],
  ['{"Functions":[]}', 'json', 'ListFunctions'],
  ['\n{ }', 'json', 'ListFunctions'],
  ['<DistributionList xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/">…', 'cloudfront', 'ListDistributions'],
  ['<Tags><Items/></Tags>', 'cloudfront', 'ListTagsForResource'],
  ['{}', 'sqs', 'ListQueues'],
  ['{"QueueUrls":["…', 'sqs', 'ListQueues'],
  ['{ "NextToken" : "…', 'sqs', 'ListQueues'],
  ['{"Tags":{', 'sqs', 'ListQueueTags'],
])('%j is of AWS', (body, wire, operation) => expect(() => prove(200, body, wire, operation)).not.toThrow());

test.each<[body: string, wire: Wire, operation: string]>([
  ['', 'query', 'DescribeVolumes'],
  [HTML, 'query', 'DescribeVolumes'],
  ['<html/>', 'query', 'DescribeVolumes'],
  ['{"status":"ok"}', 'query', 'DescribeVolumes'],
  ['<DescribeVolumesResponses/>', 'query', 'DescribeVolumes'],
  // An answer to another question.
  [`${DECLARED}<DescribeInstancesResponse>…`, 'query', 'DescribeVolumes'],
  ['<Error><Code>InternalError</Code></Error>', 's3', 'ListBuckets'],
  ['', 'json', 'ListFunctions'],
  [HTML, 'json', 'ListFunctions'],
  ['[]', 'json', 'ListFunctions'],
  ['{"status":"ok"}', 'sqs', 'ListQueues'],
  ['{} and more', 'sqs', 'ListQueues'],
  ['<Tags/>', 'cloudfront', 'ListDistributions'],
  ['<Tags/>', 'query', 'ListTagsForResource'],
])('%j is not', (body, wire, operation) =>
  expect(() => prove(200, body, wire, operation)).toThrow('a:B failed (NotAnAwsAnswer)'),
);

test.each([
  ['is no permission that is missing', 403, HTML, true],
  ['is nothing that was not found', 404, HTML, true],
  ['is a login', 302, HTML, true],
  ['is a wish for patience', 429, HTML, false],
  ['is a failure that may pass', 503, HTML, false],
  ['of AWS tells what it is', 403, '<Response><Errors/></Response>', false],
  ['may have no words', 403, '', false],
])('a page that %s: %i', (_, status, body, foreign) => {
  if (foreign) expect(() => prove(status, body)).toThrow('NotAnAwsAnswer');
  else expect(() => prove(status, body)).not.toThrow();
});
