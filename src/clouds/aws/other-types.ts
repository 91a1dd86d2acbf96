/** What an ARN tells (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html). */
export interface ArnParts {
  /** A word that may be shown; undefined where the ARN has none that could be. */
  readonly service: string | undefined;
  /** Empty where the resource belongs to none. */
  readonly region: string;
  readonly account: string;
  /** `mq:broker`; undefined where the ARN doesn't tell it. */
  readonly type: string | undefined;
}

// Services with ARNs that are the name alone, and what has such a name
// (https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html).
const UNTYPED: Readonly<Record<string, string>> = {
  codecommit: 'repository',
  codepipeline: 'pipeline',
  s3: 'bucket',
  sns: 'topic',
  sqs: 'queue',
};

// What stands before the type in some ARNs of a service: `regional/webacl/…`.
const BEFORE_TYPE: Readonly<Record<string, RegExp>> = { wafv2: /^(?:regional|global)\// };

const SERVICE = /^[a-z][a-z0-9-]{0,62}$/;
const TYPE = /^\/?([A-Za-z][A-Za-z0-9_-]{0,62})[/:]./;

export function arnParts(arn: string): ArnParts {
  const [scheme, , service = '', region = '', account = '', ...rest] = arn.split(':');
  if (scheme !== 'arn' || !SERVICE.test(service)) return { service: undefined, region, account, type: undefined };
  const resource = rest.join(':').replace(BEFORE_TYPE[service] ?? '', '');
  const word = typeIn(service, resource, region === '' && account === '');
  return { service, region, account, type: word === undefined ? undefined : `${service}:${word}` };
}

function typeIn(service: string, resource: string, isPlaceless: boolean): string | undefined {
  const named = UNTYPED[service];
  if (named !== undefined && resource !== '' && !/[/:]/.test(resource)) return named;
  // Of a bucket, what follows is an object; of a topic or a pipeline, a part of it; elsewhere in S3 it is typed.
  if (named !== undefined && (service !== 's3' || isPlaceless)) return undefined;
  return TYPE.exec(resource)?.[1];
}

/**
 * Of the types that Resource Explorer tells of, those that can't have tags: one without any is not untagged
 * (https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html).
 */
export const UNTAGGABLE_TYPES: ReadonlySet<string> = new Set([
  'cloudfront:cache-policy',
  'cloudfront:continuous-deployment-policy',
  'cloudfront:field-level-encryption-config',
  'cloudfront:field-level-encryption-profile',
  'cloudfront:function',
  'cloudfront:origin-access-control',
  'cloudfront:origin-access-identity',
  'cloudfront:origin-request-policy',
  'cloudfront:realtime-log-config',
  'cloudfront:response-headers-policy',
  'iam:group',
  'rds:auto-backup',
]);
