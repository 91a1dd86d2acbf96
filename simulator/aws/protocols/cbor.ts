import { cbor, tag } from '@smithy/core/cbor';
import { AwsError, type AwsRequest, type AwsService } from '../service.ts';
import { errorHeaders, operationNamed, type RpcApi } from './json.ts';

/** An API that speaks smithy-rpc-v2-cbor: POST /service/<target>/operation/<operation>, both ways in CBOR. */
export function cborService(api: RpcApi): AwsService {
  const { signingName, targetPrefix, operations, iamPrefix = signingName } = api;
  const prefix = `/service/${targetPrefix}/operation/`;
  const headers = { 'content-type': 'application/cbor', 'smithy-protocol': 'rpc-v2-cbor' };
  return {
    signingName,
    protocol: 'cbor',
    operations: Object.keys(operations),
    serves: (request) =>
      request.signingName === signingName &&
      request.headers['smithy-protocol'] === 'rpc-v2-cbor' &&
      request.path.startsWith(prefix),
    operation: (request) => request.path.slice(prefix.length),
    iamAction: (operation) => `${iamPrefix}:${operation}`,
    answer(request, estate) {
      const run = operationNamed(api, request.path.slice(prefix.length));
      const output = run(inputOf(request) as never, request, estate);
      return { status: 200, headers, body: encode(withTaggedDates(output)) };
    },
    fail: (error) => ({
      status: error.status,
      headers: { ...headers, ...errorHeaders(api, error) },
      body: encode({ __type: error.code, message: error.message }),
    }),
  };
}

function inputOf(request: AwsRequest): unknown {
  if (request.body.length === 0) return {};
  try {
    return withEpochSeconds(cbor.deserialize(request.body));
  } catch {
    throw new AwsError('SerializationException', 'The request body is not CBOR.');
  }
}

// The encoder hands out a view of a buffer that it uses again.
const encode = (value: unknown): Uint8Array => Uint8Array.from(cbor.serialize(value));

function withTaggedDates(value: unknown): unknown {
  if (value instanceof Date) return tag({ tag: 1, value: value.getTime() / 1000 });
  if (Array.isArray(value)) return value.map(withTaggedDates);
  if (typeof value !== 'object' || value === null) return value;
  return mapMembers(value, withTaggedDates);
}

/** Tag 1 of CBOR is a moment; operations take moments as JSON gives them. */
function withEpochSeconds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withEpochSeconds);
  if (typeof value !== 'object' || value === null) return value;
  if ('tag' in value && 'value' in value && Number(value.tag) === 1) return Number(value.value);
  return mapMembers(value, withEpochSeconds);
}

function mapMembers(value: object, change: (member: unknown) => unknown): object {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, change(member)]),
  );
}
