import type { FunctionDetail } from '../../estate/aws/functions.ts';
import type { PlantedResource } from '../../estate/estate.ts';
import { pageOf } from '../../paging.ts';
import { type RestCall, restJsonService } from '../protocols/rest.ts';
import { AwsError } from '../service.ts';
import { plantedHere } from './planted-here.ts';

/** MaxItems may say up to 10,000; a page never has more than this. */
const pageSize = 50;

/** Lambda: functions, and their tags one by one. */
export const lambdaService = restJsonService({
  signingName: 'lambda',
  protocol: 'rest-json',
  iamAction: (operation) => `lambda:${operation}`,
  routes: [
    { operation: 'ListFunctions', method: 'GET', path: '/2015-03-31/functions', answer: listFunctions },
    { operation: 'ListTags', method: 'GET', path: '/2017-03-31/tags/{Resource}', answer: listTags },
  ],
});

function listFunctions(call: RestCall): object {
  const { query, account, region } = call.request;
  const asked = Number(query.get('MaxItems') ?? pageSize);
  if (!Number.isInteger(asked) || asked < 1 || asked > 10_000) {
    const message = `1 validation error detected: Value '${asked}' at 'maxItems' failed to satisfy constraint: Member must have value between 1 and 10000`;
    throw new AwsError('ValidationException', message);
  }
  const { items, nextToken } = pageOf(functionsOf(call), {
    token: query.get('Marker') ?? undefined,
    size: Math.min(asked, pageSize),
    scope: JSON.stringify([account, region]),
    invalid: () => new AwsError('InvalidParameterValueException', 'Invalid Marker'),
  });
  return { Functions: items.map(configurationOf), NextMarker: nextToken ?? null };
}

function listTags(call: RestCall): object {
  const arn = call.labels.Resource ?? '';
  const found = functionsOf(call).find(({ id }) => id === arn);
  if (!found) throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, 404);
  return { Tags: found.tags };
}

const functionsOf = ({ estate, request }: RestCall) => plantedHere<FunctionDetail>('lambda:function', request, estate);

const configurationOf = ({ id, name, createdAt, detail }: PlantedResource<FunctionDetail>) => ({
  FunctionName: name,
  FunctionArn: id,
  Runtime: detail.runtime,
  Role: detail.role,
  Handler: detail.handler,
  CodeSize: detail.codeBytes,
  Description: '',
  Timeout: detail.timeoutSeconds,
  MemorySize: detail.memoryMiB,
  // Lambda's own form of a moment, with an offset instead of a Z.
  LastModified: createdAt.toISOString().replace('Z', '+0000'),
  CodeSha256: detail.codeSha256,
  Version: '$LATEST',
  TracingConfig: { Mode: 'PassThrough' },
  PackageType: 'Zip',
  Architectures: [detail.architecture],
  EphemeralStorage: { Size: detail.ephemeralStorageMiB },
  SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
  LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${name}` },
});
