import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { enabledRegions } from '../estate/aws/regions.ts';
import type { Estate } from '../estate/estate.ts';
import { type FaultKind, type Faults, isMishap, type Mishap } from './faults.ts';
import type { Identities } from './identities.ts';
import { writeAmiss } from './mishaps.ts';
import { xmlDocument } from './protocols/xml.ts';
import { denial, type Refusal, refusal } from './refusals.ts';
import { AwsError, type AwsReply, type AwsRequest, type AwsService } from './service.ts';
import { type Authorization, isSignedWith, readAuthorization } from './signature.ts';

/** One request that arrived, whatever became of it. */
export interface Call {
  readonly service: string;
  readonly operation: string;
  readonly account: string;
  readonly region: string;
  /** 0 when it was never answered. */
  readonly status: number;
  readonly error?: string;
  readonly at: Date;
}

export interface Door {
  readonly estate: Estate;
  readonly identities: Identities;
  readonly services: readonly AwsService[];
  readonly faults: Faults;
  /** The real time, for the expiry of credentials. */
  readonly clock: () => Date;
  /** The company's time, which services answer by. */
  readonly now: () => Date;
  count(call: Call): void;
}

interface Answered {
  readonly kind: 'answered';
  readonly reply: AwsReply;
  readonly error?: string;
  readonly mishap?: Mishap;
}

type Outcome = Answered | { readonly kind: 'left hanging' | 'dropped' };

/** Answers one request to AWS: reads the signature, finds the service, applies faults, counts the call. */
export async function answerAws(door: Door, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const headers = headersOf(incoming);
  const authorization = readAuthorization(headers.authorization);
  const request = await requestOf(door, incoming, headers, authorization);
  const service = door.services.find((candidate) => candidate.serves(request));
  const outcome = settle(door, service, request, authorization);
  door.count({
    service: request.signingName,
    operation: service ? operationOf(service, request) : '',
    account: request.account,
    region: request.region,
    status: outcome.kind === 'answered' ? outcome.reply.status : 0,
    ...(outcome.kind === 'answered' && outcome.error !== undefined && { error: outcome.error }),
    at: door.clock(),
  });
  if (outcome.kind === 'dropped') incoming.socket.destroy();
  if (outcome.kind === 'answered') write(outgoing, outcome, request.requestId);
}

function settle(
  door: Door,
  service: AwsService | undefined,
  request: AwsRequest,
  authorization: Authorization | undefined,
): Outcome {
  if (!service) return nobody(request, authorization);
  const reason = authorization ? turnedAway(door, request, authorization) : 'unsigned';
  if (reason) return failed(service, refusal(service.protocol, reason), request);
  const operation = operationOf(service, request);
  const action = service.iamAction(operation);
  const fault = door.faults.next({ ...request, operation, action });
  if (fault && !isMishap(fault)) return faulty(fault, service, request, action);
  try {
    return { kind: 'answered', reply: service.answer(request, door.estate), ...(fault && { mishap: fault }) };
  } catch (error) {
    if (error instanceof AwsError) return failed(service, error, request);
    // A mistake of the simulator's own. Said aloud, or a client would retry it in silence.
    return failed(service, new AwsError('SimulatorMistake', String(error), 501), request);
  }
}

function turnedAway(door: Door, request: AwsRequest, authorization: Authorization): Refusal | undefined {
  const identity = door.identities.find(authorization.accessKeyId);
  // A region that isn't switched on knows none of the account's credentials.
  if (!identity || !switchedOn.has(authorization.region)) return 'unknown key';
  if (request.headers['x-amz-security-token'] !== identity.sessionToken) return 'bad token';
  if (identity.expiresAt && identity.expiresAt <= door.clock()) return 'expired';
  return isSignedWith(identity.secretAccessKey, request, authorization) ? undefined : 'wrong signature';
}

const switchedOn = new Set<string>(enabledRegions);

function faulty(kind: Exclude<FaultKind, Mishap>, service: AwsService, request: AwsRequest, action: string): Outcome {
  switch (kind) {
    case 'hang':
      return { kind: 'left hanging' };
    case 'drop':
      return { kind: 'dropped' };
    case 'deny':
      return failed(service, denial(service.protocol, request.principalArn, action), request);
    case 'throttle':
      return failed(service, refusal(service.protocol, 'throttled'), request);
    case 'error':
      return failed(service, refusal(service.protocol, 'broken'), request);
  }
}

const failed = (service: AwsService, error: AwsError, request: AwsRequest): Outcome => ({
  kind: 'answered',
  reply: service.fail(error, request),
  error: error.code,
});

/** No service here goes by that name, or the request names none because it isn't signed. */
function nobody(request: AwsRequest, authorization: Authorization | undefined): Outcome {
  const [status, code, message] = authorization
    ? [404, 'UnknownService', `The simulator has no service ${authorization.signingName}`]
    : [403, 'MissingAuthenticationToken', 'Missing Authentication Token'];
  const content = { Error: { Type: 'Sender', Code: code, Message: message }, RequestId: request.requestId };
  const reply = {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-errortype': code },
    body: xmlDocument('ErrorResponse', undefined, content),
  };
  return { kind: 'answered', reply, error: code };
}

/** An operation's name is part of a request that may be malformed. */
function operationOf(service: AwsService, request: AwsRequest): string {
  try {
    return service.operation(request);
  } catch {
    return '';
  }
}

async function requestOf(
  door: Door,
  incoming: IncomingMessage,
  headers: Readonly<Record<string, string>>,
  authorization: Authorization | undefined,
): Promise<AwsRequest> {
  const [path = '/', query = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
  const identity = authorization && door.identities.find(authorization.accessKeyId);
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return {
    method: incoming.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers,
    body: Buffer.concat(chunks),
    signingName: authorization?.signingName ?? '',
    region: authorization?.region ?? '',
    account: identity?.account ?? '',
    principalArn: identity?.principalArn ?? '',
    requestId: randomUUID(),
    now: door.now(),
  };
}

const headersOf = (incoming: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );

function write(outgoing: ServerResponse, { reply, mishap }: Answered, requestId: string): void {
  const headers = { 'x-amzn-requestid': requestId, ...reply.headers };
  if (mishap) writeAmiss(mishap, outgoing, { ...reply, headers });
  else outgoing.writeHead(reply.status, headers).end(reply.body);
}
