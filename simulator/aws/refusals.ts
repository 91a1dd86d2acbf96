import { AwsError, type AwsProtocol } from './service.ts';

/** Why the door turns a request away before its operation is reached. */
export type Refusal =
  | 'denied'
  | 'throttled'
  | 'broken'
  | 'unsigned'
  | 'unknown key'
  | 'bad token'
  | 'wrong signature'
  | 'expired'
  | 'skewed';

interface Wording {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

const validation = 'AWS was not able to validate the provided access credentials';
const unknownToken = 'The security token included in the request is invalid.';
const wrongSignature =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.';
const unsigned = 'Missing Authentication Token';
const expired = 'The security token included in the request is expired';
const skewed = 'Signature expired: the time of the request is not within 15 minutes of the time of the server.';

const query: Record<Refusal, Wording> = {
  denied: { code: 'AccessDenied', status: 403, message: '' },
  throttled: { code: 'Throttling', status: 400, message: 'Rate exceeded' },
  broken: { code: 'InternalFailure', status: 500, message: 'An internal error has occurred.' },
  unsigned: { code: 'MissingAuthenticationToken', status: 403, message: unsigned },
  'unknown key': { code: 'InvalidClientTokenId', status: 403, message: unknownToken },
  'bad token': { code: 'InvalidClientTokenId', status: 403, message: unknownToken },
  'wrong signature': { code: 'SignatureDoesNotMatch', status: 403, message: wrongSignature },
  expired: { code: 'ExpiredToken', status: 403, message: expired },
  skewed: { code: 'SignatureDoesNotMatch', status: 403, message: skewed },
};

const json: Record<Refusal, Wording> = {
  denied: { code: 'AccessDeniedException', status: 400, message: '' },
  throttled: { code: 'ThrottlingException', status: 400, message: 'Rate exceeded' },
  broken: { code: 'InternalServerException', status: 500, message: 'An internal error has occurred.' },
  unsigned: { code: 'MissingAuthenticationTokenException', status: 400, message: unsigned },
  'unknown key': { code: 'UnrecognizedClientException', status: 400, message: unknownToken },
  'bad token': { code: 'UnrecognizedClientException', status: 400, message: unknownToken },
  'wrong signature': { code: 'InvalidSignatureException', status: 400, message: wrongSignature },
  expired: { code: 'ExpiredTokenException', status: 400, message: expired },
  skewed: { code: 'InvalidSignatureException', status: 400, message: skewed },
};

const wordings: Record<AwsProtocol, Record<Refusal, Wording>> = {
  query,
  json,
  cbor: json,
  // EC2 doesn't tell a wrong secret from an unknown key.
  ec2: {
    denied: { code: 'UnauthorizedOperation', status: 403, message: '' },
    throttled: { code: 'RequestLimitExceeded', status: 503, message: 'Request limit exceeded.' },
    broken: { code: 'InternalError', status: 500, message: 'An internal error has occurred' },
    unsigned: { code: 'MissingAuthenticationToken', status: 403, message: unsigned },
    'unknown key': { code: 'AuthFailure', status: 401, message: validation },
    'bad token': { code: 'AuthFailure', status: 401, message: validation },
    'wrong signature': { code: 'AuthFailure', status: 401, message: validation },
    expired: { code: 'RequestExpired', status: 400, message: 'Request has expired.' },
    skewed: { code: 'RequestExpired', status: 400, message: 'Request has expired.' },
  },
  'rest-json': {
    denied: { ...json.denied, status: 403 },
    throttled: { code: 'TooManyRequestsException', status: 429, message: 'Rate exceeded' },
    broken: { code: 'ServiceException', status: 500, message: 'An internal error has occurred.' },
    unsigned: { ...json.unsigned, status: 403 },
    'unknown key': { ...json['unknown key'], status: 403 },
    'bad token': { ...json['bad token'], status: 403 },
    'wrong signature': { ...json['wrong signature'], status: 403 },
    expired: { ...json.expired, status: 403 },
    skewed: { ...json.skewed, status: 403 },
  },
  'rest-xml': {
    denied: { code: 'AccessDenied', status: 403, message: '' },
    throttled: { code: 'SlowDown', status: 503, message: 'Please reduce your request rate.' },
    broken: { code: 'InternalError', status: 500, message: 'We encountered an internal error. Please try again.' },
    unsigned: { code: 'AccessDenied', status: 403, message: 'Access Denied' },
    'unknown key': {
      code: 'InvalidAccessKeyId',
      status: 403,
      message: 'The AWS Access Key Id you provided does not exist in our records.',
    },
    'bad token': {
      code: 'InvalidToken',
      status: 400,
      message: 'The provided token is malformed or otherwise invalid.',
    },
    'wrong signature': { code: 'SignatureDoesNotMatch', status: 403, message: wrongSignature },
    expired: { code: 'ExpiredToken', status: 400, message: 'The provided token has expired.' },
    skewed: {
      code: 'RequestTimeTooSkewed',
      status: 403,
      message: 'The difference between the request time and the current time is too large.',
    },
  },
};

/** The refusal in the words and with the code of a protocol. */
export function refusal(protocol: AwsProtocol, reason: Refusal): AwsError {
  const { code, status, message } = wordings[protocol][reason];
  return new AwsError(code, message, status);
}

/** Who may not do what. EC2 says less than the others. */
export function denial(protocol: AwsProtocol, principalArn: string, action: string): AwsError {
  const { code, status } = wordings[protocol].denied;
  const who = `User: ${principalArn} is not authorized to perform: ${action}`;
  const message =
    protocol === 'ec2'
      ? `You are not authorized to perform this operation. ${who} because no identity-based policy allows the ${action} action`
      : `${who} because no identity-based policy allows the ${action} action`;
  return new AwsError(code, message, status);
}
