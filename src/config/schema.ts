import * as z from 'zod';
import { SECRET_REFERENCE, SECRET_WORDS, schemeIn } from '../clouds/secrets/forms.ts';
import { isCron, isTimezone } from '../collect/cron.ts';
import { COST_METRICS } from '../model/charge.ts';
import type { CLOUDS } from '../model/cloud.ts';
import { COLLECTED_DATASETS } from '../model/run.ts';

const name = z.string().min(1).max(200);
const nameList = z.array(name).max(5000);

/** Where a secret is kept. The secret itself never stands in a configuration. */
const secretReference = z
  .string()
  .max(2500)
  .regex(SECRET_REFERENCE, `a secret is referred to, never written here: ${SECRET_WORDS}`);

const roleName = name.regex(/^[\w+=,.@/-]+$/, 'the name of a role, not its ARN: letters, digits and +=,.@-_');

const awsAccount = z.strictObject({
  cloud: z.literal('aws'),
  name: name.optional().describe('What answers and errors call it until its id is known.'),
  profile: name.optional().describe('A profile of ~/.aws/config.'),
  role_arn: z
    .string()
    .regex(/^arn:aws[\w-]*:iam::\d{12}:role\/\S+$/, 'expected arn:aws:iam::<12 digits>:role/<name>')
    .optional()
    .describe('A role to assume.'),
  external_id: name.optional().describe('Asked for by the trust policies of the roles.'),
  regions: nameList.optional().describe('Only these; absent means those that are enabled.'),
  endpoint: z.url().optional().describe('Asked instead of AWS for every service.'),
  organization: z
    .strictObject({ role_name: roleName.describe('The role to assume in each member account.') })
    .optional()
    .describe('The member accounts of the organisation that this account manages or administers.'),
});

const azureAccount = z.strictObject({
  cloud: z.literal('azure'),
  name: name.optional(),
  tenant_id: name.optional().describe('Where to sign in; absent means where the caller belongs.'),
  client_id: name.optional().describe('The service principal or managed identity that asks.'),
  client_secret: secretReference
    .optional()
    .describe(
      'A reference to it: env://, file://, aws-sm://, azure-kv:// or gcp-sm://. Absent means a workload identity, a managed identity or the sign-in of Azure’s own tools.',
    ),
  subscriptions: nameList.optional().describe('Only these, by id; absent means all that the caller can see.'),
  management_group: name.optional().describe('Only the subscriptions below it, whose costs are asked for at once.'),
  resource_groups: nameList.optional().describe('Only what lies in these groups, and their costs.'),
  regions: nameList.optional().describe('Only these and what has no region.'),
  endpoint: z
    .url()
    .optional()
    .describe('Asked instead of Azure for everything, and to sign in there; https, or http on this machine alone.'),
});

const gcpAccount = z.strictObject({
  cloud: z.literal('gcp'),
  name: name.optional(),
  credentials: z
    .string()
    .min(1)
    .max(2500)
    .refine(
      (text) => (schemeIn(text) === undefined ? !/[{\n]/.test(text) : SECRET_REFERENCE.test(text)),
      `a path to a credentials file or a reference, not its content: ${SECRET_WORDS}`,
    )
    .optional()
    .describe(
      'Path to a credentials file, or a reference to its content; absent means application default credentials.',
    ),
  organization: name.optional().describe('By number: every project below it is an account.'),
  folder: name.optional().describe('By number: every project below it is an account.'),
  projects: nameList.optional().describe('Only these, by id.'),
  billing: z
    .strictObject({
      project: name.describe('Where queries run, and who pays for them.'),
      dataset: name,
      table: name.describe('Of the detailed or the standard usage cost export.'),
    })
    .optional()
    .describe('The BigQuery billing export.'),
  regions: nameList.optional().describe('Only these, and what is in no region.'),
  zones: z
    .array(
      name.regex(
        /^[a-z]+-[a-z]+\d+-[a-z][a-z\d]*$/i,
        'expected a zone such as europe-west1-b; regions stand in `regions`',
      ),
    )
    .max(5000)
    .optional()
    .describe('Of what lies in a zone only what lies in these.'),
  endpoint: z
    .url()
    .optional()
    .describe('Asked instead of every host of Google, with the same paths; https, or http on this machine alone.'),
});

const cron = z
  .string()
  .max(100)
  .refine(isCron, 'expected a time as cron writes it, in five fields: 0 */6 * * *')
  .describe('Cron, five fields.');
const timezone = z
  .string()
  .max(100)
  .refine(isTimezone, 'expected a time zone by its IANA name, such as Europe/Zurich')
  .default('UTC');
const schedule = z
  .string()
  .max(100)
  .nullable()
  .refine(
    (text) => text === null || text === 'off' || isCron(text),
    'expected a time as cron writes it, in five fields (0 */6 * * *), or off',
  );
const hours = z.number().min(0).max(8760);
// Some APIs of AWS take no shorter page.
const batch = z.int().min(20).max(10_000).optional();
const parallel = z.int().min(1).max(64);

const notification = z.strictObject({
  type: z.enum(['slack', 'teams', 'webhook', 'email']),
  url: secretReference.optional().describe('A reference: such addresses are secrets.'),
  to: nameList.optional(),
  minimum_severity: z.enum(['info', 'warning', 'critical']).optional(),
});

/** The whole configuration; every key has a default. */
export const configSchema = z
  .strictObject({
    organisation: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'lower-case letters, digits and dashes, a letter or digit first, at most 63')
      .default('default')
      .describe('The first key of everything that is kept.'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as USD')
      .default('USD')
      .describe('Of a total where nothing was charged; charges keep the currency of their bill.'),
    fiscal_year_starts: z.int().min(1).max(12).default(1).describe('Month, 1 to 12.'),
    cost_metric: z
      .enum(COST_METRICS)
      .default('EffectiveCost')
      .describe('What a question is answered in that names none.'),
    stale_after_hours: z.number().positive().max(8760).default(24).describe('Answers from older data say so.'),
    accounts: z
      .array(z.discriminatedUnion('cloud', [awsAccount, azureAccount, gcpAccount]))
      .max(5000)
      .default([])
      .describe('Empty: AWS credentials in the environment are the account.'),
    credentials: z
      .strictObject({
        master_key: secretReference
          .optional()
          .describe(
            'A reference to the key that added connections are encrypted under: 32 bytes in base64. CLOUDOPTIMA_MASTER_KEY goes before it; absent means a file in the home.',
          ),
      })
      .prefault({}),
    collection: z
      .strictObject({
        schedule: schedule
          .default('0 */6 * * *')
          .describe('Cron, five fields, or off: when `cloudoptima serve` collects what is stale.'),
        timezone: timezone.describe('Of the schedule.'),
        scheduled: z
          .array(z.enum(COLLECTED_DATASETS))
          .min(1)
          .max(COLLECTED_DATASETS.length)
          .default(['inventory'])
          .describe('What is scheduled; costs and metrics are paid.'),
        services: z
          .union([z.literal('all'), nameList])
          .default('all')
          .describe(
            '"all", or what to ask for: APIs (ec2, compute), types (ec2:volume, virtualMachines), kinds (bucket).',
          ),
        batch_size: z
          .strictObject({ aws: batch, azure: batch, gcp: batch })
          .prefault({})
          .describe(
            'How many resources one page of the inventory has at most; fewer where an operation gives no more. Absent means as many as each gives.',
          ),
        max_parallel_accounts: parallel.default(5).describe('Read at once.'),
        max_parallel_regions: parallel.default(5).describe('Units of one account that are read at once.'),
        deadline_seconds: z.int().min(1).max(3600).default(120).describe('For one type in one region of one account.'),
        calls_per_second: z
          .record(name, z.number().positive().max(1000))
          .default({})
          .describe(
            'By API, where the provider has raised your quota: {ec2: 50}. The others keep the published rates.',
          ),
        freshness: z
          .strictObject({
            inventory_minutes: z.number().min(0).max(525_600).default(60).describe('0 asks everything again.'),
            costs_hours: z
              .strictObject({
                aws: hours.default(8).describe('Cost Explorer is refreshed up to three times a day.'),
                azure: hours.default(4),
                gcp: hours.default(24).describe('The export is written about once a day.'),
              })
              .prefault({}),
          })
          .prefault({})
          .describe(
            'How long what was read stands for what is there. What is scheduled or `--stale-only` asks what is older; paid costs are never asked earlier.',
          ),
        paid_calls: z
          .strictObject({ daily_limit_usd: z.number().min(0).max(10_000).default(1) })
          .prefault({})
          .describe(
            'Cost Explorer, CloudWatch, BigQuery and Google Monitoring are paid by the call; no more than this is spent on one day, UTC.',
          ),
      })
      .prefault({}),
    policy: z
      .strictObject({
        file: name.default('policy.json').describe('In the home, or an absolute path; policy.yaml is found too.'),
        auto_import_aws_policy: z.boolean().default(true),
        aws_policy_id: name.nullable().default(null),
        fallback_to_default: z
          .boolean()
          .default(true)
          .describe('Whether the built-in policy is used where there is no file.'),
      })
      .prefault({}),
    scheduled_compliance: z
      .strictObject({
        enabled: z.boolean().default(true),
        schedule: cron.default('0 2 * * *'),
        timezone,
        notify_on_failure: z.boolean().default(true),
      })
      .prefault({}),
    multi_account: z
      .strictObject({
        enabled: z
          .boolean()
          .default(false)
          .describe('Reads the members of every AWS organisation, of entries without `organization`, too.'),
        cross_account_role_name: roleName
          .default('mcp-cross-account-role')
          .describe('The role in members, where an entry names none.'),
        session_duration_seconds: z
          .int()
          .min(900)
          .max(43_200)
          .default(3600)
          .describe('Of a session in a member; AWS gives an hour at most to who is a role already.'),
        session_cache_ttl_seconds: z
          .int()
          .min(0)
          .max(43_200)
          .default(900)
          .describe('When a session is renewed that lasts longer; a minute at least.'),
        max_parallel_accounts: parallel
          .default(5)
          .describe('Where enabled, in the place of `collection.max_parallel_accounts`.'),
      })
      .prefault({})
      .describe('The members of AWS organisations.'),
    notify: z.array(notification).max(100).default([]),
    serve: z
      .strictObject({
        host: name.default('127.0.0.1').describe('Where it listens.'),
        port: z.int().min(0).max(65_535).default(7357).describe('0 takes a free one.'),
        allowed_origins: nameList.default([]).describe('Host names of web pages that may ask, beside the own ones.'),
        allow_remote: z
          .boolean()
          .default(false)
          .describe('Allows a host that other machines reach. There is no sign-in yet.'),
        allowed_hosts: nameList.default([]).describe('Names that a remote server is asked by.'),
      })
      .prefault({}),
    mcp: z
      .strictObject({
        toolsets: z
          .array(z.string())
          .max(20)
          .default(['all'])
          .describe('all, core, or some of tags, inventory, costs.'),
        read_only: z.boolean().default(false).describe('Offers no tool that writes or calls a provider.'),
        calls_per_session: z.int().min(0).max(100_000).default(100),
        identical_calls: z.int().min(0).max(1000).default(3),
      })
      .prefault({}),
  })
  .describe('CloudOptima configuration: cloudoptima.yaml or cloudoptima.json in the home.');

export type Settings = z.output<typeof configSchema>;
export const ACCOUNT_SCHEMAS: Readonly<Record<(typeof CLOUDS)[number], z.ZodObject>> = {
  aws: awsAccount,
  azure: azureAccount,
  gcp: gcpAccount,
};
