import type { Identities } from '../identities.ts';
import { type QueryCall, queryService } from '../protocols/query.ts';
import type { Xml } from '../protocols/xml.ts';
import { denial } from '../refusals.ts';
import { AwsError, type AwsService } from '../service.ts';

/** Who am I, and may I be someone else. */
export const stsService = (identities: Identities): AwsService => ({
  ...queryService({
    signingName: 'sts',
    version: '2011-06-15',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    operations: {
      GetCallerIdentity: ({ request }) => ({
        UserId: userIdOf(identities, request.headers.authorization ?? ''),
        Account: request.account,
        Arn: request.principalArn,
      }),
      AssumeRole: (call) => assumeRole(identities, call),
    },
  }),
  // Whoever wants to be a role's is told about it by that role's account.
  concerns: ({ body }) =>
    /^arn:aws:iam::(\d+):/.exec(new URLSearchParams(Buffer.from(body).toString()).get('RoleArn') ?? '')?.[1],
});

const userIdOf = (identities: Identities, authorization: string): string =>
  identities.find(/Credential=([^/]+)/.exec(authorization)?.[1] ?? '')?.userId ?? '';

function assumeRole(identities: Identities, call: QueryCall): Xml {
  const { request, estate } = call;
  const roleArn = call.required('RoleArn');
  const sessionName = call.required('RoleSessionName');
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
    throw new AwsError('ValidationError', `1 validation error detected: Value '${sessionName}' at 'roleSessionName'`);
  }
  const seconds = call.number('DurationSeconds') ?? 3600;
  // A session that assumes another role ("chaining") gets an hour at most.
  const longest = request.principalArn.includes(':assumed-role/') ? 3600 : 43_200;
  if (!Number.isInteger(seconds) || seconds < 900 || seconds > longest) {
    throw new AwsError(
      'ValidationError',
      `The requested DurationSeconds exceeds the MaxSessionDuration set for this role.`,
    );
  }
  const account = estate.accounts.find((candidate) => candidate.roleArn === roleArn);
  // The roles trust the payer account, and only who knows the external id. AWS says the same of a role that isn't there.
  if (
    !account ||
    account.state === 'SUSPENDED' ||
    request.account !== identities.root.account ||
    call.param('ExternalId') !== account.externalId
  ) {
    const { code, status } = denial('query', request.principalArn, 'sts:AssumeRole');
    const message = `User: ${request.principalArn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`;
    throw new AwsError(code, message, status);
  }
  const identity = identities.assume({ roleArn, sessionName, seconds });
  return {
    Credentials: {
      AccessKeyId: identity.accessKeyId,
      SecretAccessKey: identity.secretAccessKey,
      SessionToken: identity.sessionToken,
      Expiration: identity.expiresAt,
    },
    AssumedRoleUser: { AssumedRoleId: identity.userId, Arn: identity.principalArn },
    PackedPolicySize: call.param('Policy') === undefined ? undefined : 6,
  };
}
