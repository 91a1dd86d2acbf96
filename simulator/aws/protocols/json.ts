import type { Estate } from '../../estate/estate.ts';
import { AwsError, type AwsReply, type AwsRequest, type AwsService } from '../service.ts';

/** Moments in an answer are Dates; in a request they are epoch seconds. */
export type RpcOperation = (input: never, request: AwsRequest, estate: Estate) => object;

export interface RpcApi {
  readonly signingName: string;
  /** Before the colon of an IAM action, where it isn't the signing name. */
  readonly iamPrefix?: string;
  readonly targetPrefix: string;
  readonly operations: Readonly<Record<string, RpcOperation>>;
  /** True for an API that once spoke the query protocol: a header tells its clients the error's old name. */
  readonly queryCompatible?: boolean;
  /** The old names of errors, where they are others. */
  readonly queryNames?: Readonly<Record<string, string>>;
}

export interface JsonApi extends RpcApi {
  readonly version: '1.0' | '1.1';
}

/** An API that speaks AWS's JSON 1.0 or 1.1: the operation in X-Amz-Target, everything else in the body. */
export function jsonService(api: JsonApi): AwsService {
  const { signingName, targetPrefix, operations, iamPrefix = signingName } = api;
  const contentType = `application/x-amz-json-${api.version}`;
  const operationOf = (request: AwsRequest) => request.headers['x-amz-target']?.slice(targetPrefix.length + 1) ?? '';
  return {
    signingName,
    protocol: 'json',
    operations: Object.keys(operations),
    serves: (request) =>
      request.signingName === signingName && request.headers['x-amz-target']?.startsWith(`${targetPrefix}.`) === true,
    operation: operationOf,
    iamAction: (operation) => `${iamPrefix}:${operation}`,
    answer(request, estate) {
      const output = operationNamed(api, operationOf(request))(inputOf(request) as never, request, estate);
      return {
        status: 200,
        headers: { 'content-type': contentType },
        body: JSON.stringify(withEpochSeconds(output)),
      };
    },
    fail: (error): AwsReply => ({
      status: error.status,
      headers: { 'content-type': contentType, ...errorHeaders(api, error) },
      body: JSON.stringify({ __type: error.code, message: error.message }),
    }),
  };
}

/** The operation, or AWS's refusal. The SDKs check an input against its shape before they send it. */
export function operationNamed(api: RpcApi, name: string): RpcOperation {
  const operation = Object.hasOwn(api.operations, name) ? api.operations[name] : undefined;
  if (!operation) throw new AwsError('UnknownOperationException', '');
  return operation;
}

/** The names of an error that stand in the headers. */
export function errorHeaders(api: RpcApi, { code, status }: AwsError): Record<string, string> {
  const queryError = `${api.queryNames?.[code] ?? code};${status < 500 ? 'Sender' : 'Receiver'}`;
  return { 'x-amzn-errortype': code, ...(api.queryCompatible && { 'x-amzn-query-error': queryError }) };
}

function inputOf(request: AwsRequest): unknown {
  if (request.body.length === 0) return {};
  try {
    return JSON.parse(Buffer.from(request.body).toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'Start of structure or map found where not expected.');
  }
}

/** Moments as most of AWS's JSON has them. */
export function withEpochSeconds(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(withEpochSeconds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withEpochSeconds(member)]));
}
