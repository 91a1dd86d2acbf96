import { AsyncLocalStorage } from 'node:async_hooks';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { HandlerExecutionContext } from '@smithy/types';
import type { Send } from '../calls.ts';
import { type Once, sharedLoads } from '../once.ts';
import { readBody } from '../read-body.ts';
import { askSignedIn, type SignedIn } from '../signed-in.ts';
import { homeOf } from './arn.ts';
import { cloudError } from './errors.ts';
import { beginningOf, proveBody, type Wire } from './prove-body.ts';

/** Who calls, from where, and how. */
export interface AwsConnection {
  readonly credentials: SignedIn<AwsCredentialIdentity>;
  /** Asked for every service; absent means AWS's own or what AWS_ENDPOINT_URL says. */
  readonly endpoint?: string;
  /** The account that the quotas are counted for; `unknown` until the identity is known. */
  readonly account: string;
  /** As the identity's ARN says; absent means `aws`. */
  readonly partition?: string;
  readonly send: Send;
}

interface SdkAnswer {
  readonly output: object;
}

/** The parts of an SDK client that we need to put our own sending under it. */
interface SdkQuestion {
  readonly input: object;
}

interface SdkClient {
  middlewareStack: {
    // The SDK types this per client; one middleware serves them all.
    add(
      middleware: (
        next: (args: SdkQuestion) => Promise<SdkAnswer>,
        context: HandlerExecutionContext,
      ) => (args: SdkQuestion) => Promise<SdkAnswer>,
      options: object,
    ): void;
  };
}

const SERVICES = {
  athena: { prefix: 'athena', wire: 'json', load: async () => (await import('@aws-sdk/client-athena')).AthenaClient },
  autoscaling: {
    prefix: 'autoscaling',
    wire: 'query',
    load: async () => (await import('@aws-sdk/client-auto-scaling')).AutoScalingClient,
  },
  backup: { prefix: 'backup', wire: 'json', load: async () => (await import('@aws-sdk/client-backup')).BackupClient },
  acm: { prefix: 'acm', wire: 'json', load: async () => (await import('@aws-sdk/client-acm')).ACMClient },
  apigateway: {
    prefix: 'apigateway',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-api-gateway')).APIGatewayClient,
  },
  apigatewayv2: {
    prefix: 'apigateway',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-apigatewayv2')).ApiGatewayV2Client,
  },
  bedrock: {
    prefix: 'bedrock',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-bedrock')).BedrockClient,
  },
  bedrockAgent: {
    prefix: 'bedrock',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-bedrock-agent')).BedrockAgentClient,
  },
  cloudfront: {
    prefix: 'cloudfront',
    wire: 'cloudfront',
    load: async () => (await import('@aws-sdk/client-cloudfront')).CloudFrontClient,
  },
  cloudwatch: {
    prefix: 'cloudwatch',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-cloudwatch')).CloudWatchClient,
  },
  codebuild: {
    prefix: 'codebuild',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-codebuild')).CodeBuildClient,
  },
  codepipeline: {
    prefix: 'codepipeline',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-codepipeline')).CodePipelineClient,
  },
  cognito: {
    prefix: 'cognito-idp',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-cognito-identity-provider')).CognitoIdentityProviderClient,
  },
  costExplorer: {
    prefix: 'ce',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-cost-explorer')).CostExplorerClient,
  },
  dynamodb: {
    prefix: 'dynamodb',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-dynamodb')).DynamoDBClient,
  },
  ec2: { prefix: 'ec2', wire: 'query', load: async () => (await import('@aws-sdk/client-ec2')).EC2Client },
  ecr: { prefix: 'ecr', wire: 'json', load: async () => (await import('@aws-sdk/client-ecr')).ECRClient },
  ecs: { prefix: 'ecs', wire: 'json', load: async () => (await import('@aws-sdk/client-ecs')).ECSClient },
  efs: { prefix: 'elasticfilesystem', wire: 'json', load: async () => (await import('@aws-sdk/client-efs')).EFSClient },
  eks: { prefix: 'eks', wire: 'json', load: async () => (await import('@aws-sdk/client-eks')).EKSClient },
  elasticache: {
    prefix: 'elasticache',
    wire: 'query',
    load: async () => (await import('@aws-sdk/client-elasticache')).ElastiCacheClient,
  },
  elb: {
    prefix: 'elasticloadbalancing',
    wire: 'query',
    load: async () => (await import('@aws-sdk/client-elastic-load-balancing')).ElasticLoadBalancingClient,
  },
  elbv2: {
    prefix: 'elasticloadbalancing',
    wire: 'query',
    load: async () => (await import('@aws-sdk/client-elastic-load-balancing-v2')).ElasticLoadBalancingV2Client,
  },
  emr: { prefix: 'elasticmapreduce', wire: 'json', load: async () => (await import('@aws-sdk/client-emr')).EMRClient },
  firehose: {
    prefix: 'firehose',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-firehose')).FirehoseClient,
  },
  fsx: { prefix: 'fsx', wire: 'json', load: async () => (await import('@aws-sdk/client-fsx')).FSxClient },
  glue: { prefix: 'glue', wire: 'json', load: async () => (await import('@aws-sdk/client-glue')).GlueClient },
  iam: { prefix: 'iam', wire: 'query', load: async () => (await import('@aws-sdk/client-iam')).IAMClient },
  kafka: { prefix: 'kafka', wire: 'json', load: async () => (await import('@aws-sdk/client-kafka')).KafkaClient },
  kinesis: {
    prefix: 'kinesis',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-kinesis')).KinesisClient,
  },
  lambda: { prefix: 'lambda', wire: 'json', load: async () => (await import('@aws-sdk/client-lambda')).LambdaClient },
  memorydb: {
    prefix: 'memorydb',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-memorydb')).MemoryDBClient,
  },
  opensearch: {
    prefix: 'es',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-opensearch')).OpenSearchClient,
  },
  events: {
    prefix: 'events',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-eventbridge')).EventBridgeClient,
  },
  kms: { prefix: 'kms', wire: 'json', load: async () => (await import('@aws-sdk/client-kms')).KMSClient },
  logs: {
    prefix: 'logs',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-cloudwatch-logs')).CloudWatchLogsClient,
  },
  organizations: {
    prefix: 'organizations',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-organizations')).OrganizationsClient,
  },
  resourceExplorer: {
    prefix: 'resource-explorer-2',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-resource-explorer-2')).ResourceExplorer2Client,
  },
  rds: { prefix: 'rds', wire: 'query', load: async () => (await import('@aws-sdk/client-rds')).RDSClient },
  redshift: {
    prefix: 'redshift',
    wire: 'query',
    load: async () => (await import('@aws-sdk/client-redshift')).RedshiftClient,
  },
  route53: {
    prefix: 'route53',
    wire: 'query',
    load: async () => (await import('@aws-sdk/client-route-53')).Route53Client,
  },
  s3: { prefix: 's3', wire: 's3', load: async () => (await import('@aws-sdk/client-s3')).S3Client },
  sagemaker: {
    prefix: 'sagemaker',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-sagemaker')).SageMakerClient,
  },
  secretsManager: {
    prefix: 'secretsmanager',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-secrets-manager')).SecretsManagerClient,
  },
  sns: { prefix: 'sns', wire: 'query', load: async () => (await import('@aws-sdk/client-sns')).SNSClient },
  sqs: { prefix: 'sqs', wire: 'sqs', load: async () => (await import('@aws-sdk/client-sqs')).SQSClient },
  states: { prefix: 'states', wire: 'json', load: async () => (await import('@aws-sdk/client-sfn')).SFNClient },
  sts: { prefix: 'sts', wire: 'query', load: async () => (await import('@aws-sdk/client-sts')).STSClient },
  tagging: {
    prefix: 'tag',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-resource-groups-tagging-api')).ResourceGroupsTaggingAPIClient,
  },
  workspaces: {
    prefix: 'workspaces',
    wire: 'json',
    load: async () => (await import('@aws-sdk/client-workspaces')).WorkSpacesClient,
  },
} as const satisfies Readonly<Record<string, { prefix: string; wire: Wire; load(): Promise<unknown> }>>;
type Services = typeof SERVICES;
type ServiceName = keyof Services;
type ClientOf<S extends ServiceName> = InstanceType<Awaited<ReturnType<Services[S]['load']>>>;

// Where the permission is not the operation's name.
const ACTIONS: Readonly<Record<string, string>> = {
  'apigateway:GetApis': 'apigateway:GET',
  'apigateway:GetRestApis': 'apigateway:GET',
  's3:ListBuckets': 's3:ListAllMyBuckets',
  'resource-explorer-2:ListResources': 'resource-explorer-2:Search',
  's3:GetBucketLifecycleConfiguration': 's3:GetLifecycleConfiguration',
};

/** One client for each service and region of one connection; each SDK package is loaded at its first use. */
export interface AwsClients {
  /** Where what has no region is asked. */
  readonly home: string;
  client<S extends ServiceName>(service: S, region: string): Promise<ClientOf<S>>;
  /** For the collectors of an account that need the same list. */
  readonly once: Once;
  /** Lets go of the clients; the next call makes new ones. */
  forget(): void;
}

/** The attempt under way, for the request handler: the SDK offers no way for a middleware to hand anything down to it. */
interface Attempt {
  readonly signal: AbortSignal;
  readonly action: string;
  readonly beginning: RegExp;
}

const attempts = new AsyncLocalStorage<Attempt>();
// One pool of connections for all accounts: they ask the same hosts, and each connection begins with several messages.
let requestHandler: Promise<RequestHandler> | undefined;

export function awsClients(connection: AwsConnection): AwsClients {
  const clients = new Map<string, Promise<unknown>>();
  // Marked as kept already, or each client would keep its own, whatever was renewed.
  const signing = Object.assign(() => connection.credentials(), { memoized: true });

  async function sendThrough(client: SdkClient, service: ServiceName, region: string): Promise<void> {
    const { prefix, wire } = SERVICES[service];
    const { proveLists } = await import('./prove-lists.ts');
    const { proveProgress } = await import('./prove-progress.ts');
    client.middlewareStack.add(
      (next, context) => async (args) => {
        const operation = (context.commandName ?? '').replace(/Command$/, '');
        const action = ACTIONS[`${prefix}:${operation}`] ?? `${prefix}:${operation}`;
        const beginning = beginningOf(wire, operation);
        // Before the attempt begins, or renewing a session would eat its time and wait inside another call's turn.
        const signedIn = (refused?: AwsCredentialIdentity) =>
          connection.credentials(refused).catch((error: unknown) => {
            throw cloudError(error, action);
          });
        // The SDK's signer asks for them by itself.
        return askSignedIn(signedIn, () =>
          connection.send({ account: connection.account, region, service: prefix, action }, async (signal) => {
            try {
              const answer = await attempts.run({ signal, action, beginning }, () => next(args));
              proveLists(answer.output, context, action);
              proveProgress(args.input, answer.output, context, action);
              return answer;
            } catch (error) {
              throw cloudError(error, action);
            }
          }),
        );
      },
      { step: 'initialize', priority: 'high', name: 'send' },
    );
  }

  return {
    home: homeOf(connection.partition ?? 'aws'),
    client<S extends ServiceName>(service: S, region: string): Promise<ClientOf<S>> {
      const key = `${service} ${region}`;
      const known = clients.get(key) as Promise<ClientOf<S>> | undefined;
      if (known) return known;
      const made = (async () => {
        requestHandler ??= makeRequestHandler();
        const Client = await SERVICES[service].load();
        const client = new Client({
          region,
          credentials: signing,
          // Retries are made in one layer, ours.
          maxAttempts: 1,
          requestHandler: await requestHandler,
          ...(connection.endpoint === undefined ? {} : { endpoint: connection.endpoint }),
          // Custom endpoints have no host for each bucket.
          ...(service === 's3' && hasOwnEndpoint(connection) ? { forcePathStyle: true } : {}),
          // The SDK would send what it signed to whatever host the list of queues names.
          ...(service === 'sqs' ? { useQueueUrlAsEndpoint: false } : {}),
        });
        await sendThrough(client as unknown as SdkClient, service, region);
        return client as ClientOf<S>;
      })();
      clients.set(key, made);
      return made;
    },
    once: sharedLoads(),
    forget: () => clients.clear(),
  };
}

// To one host.
const MOST_SOCKETS = 256;

type RequestHandler = Pick<NodeHttpHandler, 'handle' | 'destroy'>;

/** Every answer is read to its end here, and must be one of AWS's. */
async function makeRequestHandler(): Promise<RequestHandler> {
  const { NodeHttpHandler } = await import('@smithy/node-http-handler');
  const handler = new NodeHttpHandler({
    connectionTimeout: 10_000,
    httpAgent: { maxSockets: MOST_SOCKETS },
    httpsAgent: { maxSockets: MOST_SOCKETS },
  });
  return {
    async handle(request, options) {
      const attempt = attempts.getStore();
      if (!attempt) throw new Error('a request outside of any attempt');
      const { signal, action, beginning } = attempt;
      const { response } = await handler.handle(request, { ...options, abortSignal: signal });
      response.body = await readBody(response.body, action);
      proveBody(response.statusCode, response.body, beginning, action);
      return { response };
    },
    destroy: () => handler.destroy(),
  };
}

const hasOwnEndpoint = ({ endpoint }: AwsConnection): boolean =>
  (endpoint ?? process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL) !== undefined;
