import type { Estate } from '../../estate/estate.ts';
import { AwsError, type AwsReply, type AwsRequest, type AwsService } from '../service.ts';
import { withEpochSeconds } from './json.ts';
import { type Xml, type XmlValue, xmlDocument } from './xml.ts';

export interface RestCall {
  /** What stands at the labels of the path, decoded. */
  readonly labels: Readonly<Record<string, string>>;
  readonly request: AwsRequest;
  readonly estate: Estate;
}

/** Which request is which operation: the first route that fits, so narrower ones stand first. */
export interface RestRoute<Body> {
  readonly operation: string;
  readonly method: string;
  /** `/{Bucket}`; a label takes one segment. */
  readonly path: string;
  /** A query parameter that must be there, as in `?tagging`. */
  readonly query?: string;
  /** XML's root element. */
  readonly root?: string;
  answer(call: RestCall): Body;
}

export interface RestApi<Body> {
  readonly signingName: string;
  readonly protocol: 'rest-xml' | 'rest-xml-wrapped' | 'rest-json';
  readonly routes: readonly RestRoute<Body>[];
  iamAction(operation: string): string;
}

/** An error that says more than code and message, as S3's redirects do. */
export class RestError extends AwsError {
  readonly headers: Readonly<Record<string, string>>;
  readonly members: Readonly<Record<string, string>>;
  constructor(
    error: { readonly code: string; readonly message: string; readonly status: number },
    members: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(error.code, error.message, error.status);
    this.members = members;
    this.headers = headers;
  }
}

/** An API in REST-XML (S3, CloudFront): method, path and query name the operation. */
export function restXmlService(api: RestApi<XmlValue> & { readonly namespace: string }): AwsService {
  return restService(api, {
    write: (route, body) => reply('application/xml', xmlDocument(route.root ?? route.operation, api.namespace, body)),
    fail(error, request) {
      const { headers, members } = detailOf(error);
      if (api.protocol === 'rest-xml-wrapped') {
        const Type = error.status >= 500 ? 'Receiver' : 'Sender';
        const wrapped = { Error: { Type, Code: error.code, Message: error.message }, RequestId: request.requestId };
        return reply('text/xml', xmlDocument('ErrorResponse', api.namespace, wrapped), error.status, headers);
      }
      const ids = { RequestId: request.requestId, HostId: Buffer.from(request.requestId).toString('base64') };
      const content: Xml = { Code: error.code, Message: error.message, ...members, ...ids };
      return reply('application/xml', xmlDocument('Error', undefined, content), error.status, headers);
    },
  });
}

/** An API in REST-JSON (Lambda). */
export function restJsonService(api: RestApi<object>): AwsService {
  return restService(api, {
    write: (_route, body) => reply('application/json', JSON.stringify(withEpochSeconds(body))),
    fail(error) {
      const { headers, members } = detailOf(error);
      const body = { Type: error.status < 500 ? 'User' : 'Service', message: error.message, ...members };
      const names = { 'x-amzn-errortype': error.code, ...headers };
      return reply('application/json', JSON.stringify(body), error.status, names);
    },
  });
}

interface RestForm<Body> {
  write(route: RestRoute<Body>, body: Body): AwsReply;
  fail(error: AwsError, request: AwsRequest): AwsReply;
}

function restService<Body>(api: RestApi<Body>, form: RestForm<Body>): AwsService {
  const { signingName, protocol, routes } = api;
  return {
    signingName,
    protocol,
    operations: routes.map(({ operation }) => operation),
    serves: (request) => request.signingName === signingName,
    operation: (request) => match(routes, request)?.route.operation ?? '',
    iamAction: (operation) => api.iamAction(operation),
    answer(request, estate) {
      const found = match(routes, request);
      if (!found) throw unroutable(protocol);
      return form.write(found.route, found.route.answer({ labels: found.labels, request, estate }));
    },
    fail: (error, request) => form.fail(error, request),
  };
}

function match<Body>(routes: readonly RestRoute<Body>[], request: AwsRequest) {
  const segments = segmentsOf(request.path);
  for (const route of routes) {
    if (route.method !== request.method || (route.query && !request.query.has(route.query))) continue;
    const labels = labelsOf(segmentsOf(route.path), segments);
    if (labels) return { route, labels };
  }
  return undefined;
}

// A trailing slash makes no difference to S3 or Lambda.
const segmentsOf = (path: string): string[] => path.split('/').filter(Boolean);

function labelsOf(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = decodeURIComponent(segments[index] ?? '');
    if (part.startsWith('{')) labels[part.slice(1, -1)] = segment;
    else if (part !== segment) return undefined;
  }
  return labels;
}

const unroutable = (protocol: RestApi<never>['protocol']): AwsError =>
  protocol === 'rest-json'
    ? new AwsError('UnknownOperationException', '', 404)
    : new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405);

const detailOf = (error: AwsError) => (error instanceof RestError ? error : { headers: {}, members: {} });

const reply = (type: string, body: string, status = 200, headers: Readonly<Record<string, string>> = {}): AwsReply => ({
  status,
  headers: { 'content-type': type, ...headers },
  body,
});
