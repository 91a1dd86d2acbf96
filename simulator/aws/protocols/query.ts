import type { Estate } from '../../estate/estate.ts';
import { type Page, pageOf } from '../../paging.ts';
import { AwsError, type AwsProtocol, type AwsReply, type AwsRequest, type AwsService } from '../service.ts';
import { type Form, formOf } from './form.ts';
import { type Xml, xmlDocument } from './xml.ts';

/** What an operation is given: the form it was sent, who sent it, and the company to answer about. */
export interface QueryCall extends Form {
  readonly request: AwsRequest;
  readonly estate: Estate;
  readonly operation: string;
  /**
   * One page. The names are the operation's own (`Marker`/`MaxRecords`, `NextToken`/`MaxResults`), `default` the page
   * where none is asked; a size out of bounds and a token that isn't ours are refused with `invalid`'s code.
   */
  page<Item>(items: readonly Item[], paging: Paging): Page<Item>;
}

export interface Paging {
  readonly token: string;
  readonly size: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly default: number;
  /** The error code for a bad token, and for a bad size where it has one of its own. */
  readonly invalidToken: string;
  readonly invalidSize: string;
}

export type QueryOperation = (call: QueryCall) => Xml;

export interface QueryServiceDefinition {
  readonly signingName: string;
  readonly version: string;
  /** The XML namespace of answers: `http://rds.amazonaws.com/doc/2014-10-31/`. */
  readonly namespace: string;
  readonly operations: Readonly<Record<string, QueryOperation>>;
  /** `query`: ErrorResponse/Error, with a Type; `ec2`: Response/Errors/Error. */
  readonly errorStyle?: 'query' | 'ec2';
  /** The prefix of IAM actions where it isn't the signing name. */
  readonly iamPrefix?: string;
}

/** An API that takes forms and answers XML: STS, RDS, IAM, load balancing, and EC2 in its own variant. */
export function queryService(definition: QueryServiceDefinition): AwsService {
  const { signingName, version, namespace, operations, errorStyle = 'query', iamPrefix = signingName } = definition;
  const protocol: AwsProtocol = errorStyle;
  return {
    signingName,
    protocol,
    operations: Object.keys(operations),
    serves: (request) => request.signingName === signingName && bodyOf(request).get('Version') === version,
    operation: (request) => bodyOf(request).get('Action') ?? '',
    iamAction: (operation) => `${iamPrefix}:${operation}`,
    answer(request, estate) {
      const form = bodyOf(request);
      const operation = form.get('Action') ?? '';
      const run = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
      if (!run) throw new AwsError('InvalidAction', `The action ${operation} is not valid for this web service.`);
      if (errorStyle === 'ec2' && form.get('DryRun') === 'true') {
        throw new AwsError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);
      }
      const result = run(callOf(request, estate, operation, form));
      const content =
        errorStyle === 'ec2'
          ? { requestId: request.requestId, ...result }
          : { [`${operation}Result`]: result, ResponseMetadata: { RequestId: request.requestId } };
      return xmlReply(200, xmlDocument(`${operation}Response`, namespace, content));
    },
    fail(error, request) {
      const { code, message, status } = error;
      if (errorStyle === 'ec2') {
        const content = { Errors: { Error: { Code: code, Message: message } }, RequestID: request.requestId };
        return xmlReply(status, xmlDocument('Response', undefined, content));
      }
      const Type = status >= 500 ? 'Receiver' : 'Sender';
      const content = { Error: { Type, Code: code, Message: message }, RequestId: request.requestId };
      return xmlReply(status, xmlDocument('ErrorResponse', namespace, content));
    },
  };
}

const bodies = new WeakMap<AwsRequest, URLSearchParams>();

/** A query request is a form in the body, or in the address when it is a GET. Read once for each request. */
function bodyOf(request: AwsRequest): URLSearchParams {
  const known = bodies.get(request);
  if (known) return known;
  const form = request.method === 'GET' ? request.query : new URLSearchParams(Buffer.from(request.body).toString());
  bodies.set(request, form);
  return form;
}

function callOf(request: AwsRequest, estate: Estate, operation: string, params: URLSearchParams): QueryCall {
  const form = formOf(params);
  return {
    ...form,
    request,
    estate,
    operation,
    page(items, paging) {
      const size = form.number(paging.size) ?? paging.default;
      if (!Number.isInteger(size) || size < paging.minimum || size > paging.maximum) {
        const bounds = `between ${paging.minimum} and ${paging.maximum}`;
        throw new AwsError(paging.invalidSize, `Value ( ${size} ) for parameter ${paging.size} is invalid: ${bounds}.`);
      }
      // The size may change from page to page; everything else must be the question that the token came from.
      const asked = form.entries().filter(([name]) => name !== paging.token && name !== paging.size);
      return pageOf(items, {
        token: form.param(paging.token),
        size,
        scope: JSON.stringify([request.account, request.region, asked]),
        invalid: () => new AwsError(paging.invalidToken, `The token in parameter ${paging.token} is invalid.`),
      });
    },
  };
}

const xmlReply = (status: number, body: string): AwsReply => ({
  status,
  headers: { 'content-type': 'text/xml;charset=UTF-8' },
  body,
});
