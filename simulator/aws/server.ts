import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Door } from '../door.ts';
import { enabledRegions } from '../estate/aws/regions.ts';
import { type FaultTarget, isMishap, type Refused } from '../faults.ts';
import { bodyOf, deliver, headersOf, type Outcome, statusOf } from '../reply.ts';
import type { Identities } from './identities.ts';
import { xmlDocument } from './protocols/xml.ts';
import type { AwsQuotas } from './quotas.ts';
import { denial, type Refusal, refusal } from './refusals.ts';
import { AwsError, type AwsRequest, type AwsService } from './service.ts';
import { type Authorization, isSignedWith, readAuthorization } from './signature.ts';

export interface AwsDoor extends Door {
  readonly identities: Identities;
  readonly services: readonly AwsService[];
  /** Absent where nothing is refused for being asked too often. */
  readonly quotas?: AwsQuotas | undefined;
}

type Answered = Extract<Outcome, { kind: 'answered' }>;

/** Answers one request to AWS: reads the signature, finds the service, applies faults, counts the call. */
export async function answerAws(door: AwsDoor, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const headers = headersOf(incoming);
  const authorization = readAuthorization(headers.authorization);
  const request = await requestOf(door, incoming, headers, authorization);
  const service = door.services.find((candidate) => candidate.serves(request));
  const outcome = settle(door, service, request, authorization);
  const operation = service ? operationOf(service, request) : '';
  door.count({
    cloud: 'aws',
    service: request.signingName,
    operation,
    account: request.account,
    region: request.region,
    ...statusOf(outcome),
    at: door.clock(),
  });
  door.witness?.({ cloud: 'aws', service: request.signingName, operation }, incoming, request.body, outcome);
  outgoing.setHeader('x-amzn-requestid', request.requestId);
  // By this clients put theirs right.
  outgoing.setHeader('date', door.clock().toUTCString());
  deliver(outcome, incoming, outgoing);
}

function settle(
  door: AwsDoor,
  service: AwsService | undefined,
  request: AwsRequest,
  authorization: Authorization | undefined,
): Outcome {
  if (!service) return nobody(request, authorization);
  const reason = authorization ? turnedAway(door, request, authorization) : 'unsigned';
  if (reason) return failed(service, refusal(service.protocol, reason), request);
  const { account, region, signingName } = request;
  const operation = operationOf(service, request);
  if (door.quotas?.allows({ account, region, service: signingName, operation }) === false)
    return failed(service, refusal(service.protocol, 'throttled'), request);
  const action = service.iamAction(operation);
  const fault = door.faults.next(faultTarget(service, request, operation, action));
  if (fault === 'expire' && authorization) door.identities.expire(authorization.accessKeyId);
  if (fault && !isMishap(fault)) return faulty(fault, service, request, action);
  return { ...answered(door, service, request), mishap: fault };
}

/** Needs no permission in AWS either, and can't be denied. */
const alwaysAllowed = 'sts:GetCallerIdentity';

const faultTarget = (service: AwsService, request: AwsRequest, operation: string, action: string): FaultTarget => ({
  ...{ cloud: 'aws', operation, region: request.region },
  account: service.concerns?.(request) ?? request.account,
  // The signing name or the IAM prefix: `monitoring` or `cloudwatch`.
  services: [request.signingName, action.split(':')[0] ?? ''],
  action: action === alwaysAllowed ? undefined : action,
});

function answered(door: AwsDoor, service: AwsService, request: AwsRequest): Answered {
  try {
    return { kind: 'answered', reply: service.answer(request, door.estate) };
  } catch (error) {
    if (error instanceof AwsError) return failed(service, error, request);
    // A mistake of the simulator's own. Said aloud, or a client would retry it in silence.
    return failed(service, new AwsError('SimulatorMistake', String(error), 501), request);
  }
}

function turnedAway(door: AwsDoor, request: AwsRequest, authorization: Authorization): Refusal | undefined {
  const identity = door.identities.find(authorization.accessKeyId);
  // A region that isn't switched on knows none of the account's credentials.
  if (!identity || !switchedOn.has(authorization.region)) return 'unknown key';
  if (request.headers['x-amz-security-token'] !== identity.sessionToken) return 'bad token';
  if (identity.expiresAt && identity.expiresAt <= door.clock()) return 'expired';
  // The sessions of an account end with it.
  const account = door.estate.accounts.find(({ id }) => id === identity.account);
  if (identity.expiresAt && account?.state === 'SUSPENDED') return 'expired';
  if (Math.abs(door.clock().getTime() - signedAt(request)) > MOST_SKEW_MS) return 'skewed';
  return isSignedWith(identity.secretAccessKey, request, authorization) ? undefined : 'wrong signature';
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html
const MOST_SKEW_MS = 15 * 60_000;

/** `20261120T120000Z`, in milliseconds since 1970. */
function signedAt({ headers }: AwsRequest): number {
  const [, day = '', time = ''] = /^(\d{8})T(\d{6})Z$/.exec(headers['x-amz-date'] ?? '') ?? [];
  const iso = `${day.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`;
  return Date.parse(iso);
}

const switchedOn = new Set<string>(enabledRegions);

function faulty(kind: Refused, service: AwsService, request: AwsRequest, action: string): Outcome {
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
    case 'expire':
      return failed(service, refusal(service.protocol, 'expired'), request);
  }
}

const failed = (service: AwsService, error: AwsError, request: AwsRequest): Answered => ({
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
  door: AwsDoor,
  incoming: IncomingMessage,
  headers: Readonly<Record<string, string>>,
  authorization: Authorization | undefined,
): Promise<AwsRequest> {
  const [path = '/', query = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
  const identity = authorization && door.identities.find(authorization.accessKeyId);
  return {
    method: incoming.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers,
    body: await bodyOf(incoming),
    signingName: authorization?.signingName ?? '',
    region: authorization?.region ?? '',
    account: identity?.account ?? '',
    principalArn: identity?.principalArn ?? '',
    requestId: randomUUID(),
    now: door.now(),
  };
}
