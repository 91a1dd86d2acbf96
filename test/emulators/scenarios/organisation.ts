import { CreateVolumeCommand, EC2Client } from '@aws-sdk/client-ec2';
import {
  CloseAccountCommand,
  CreateAccountCommand,
  CreateOrganizationCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { everyPage, rowsOf, textOf } from '../answers.ts';
import { type Checks, equal, holds, sameSet } from '../checks.ts';
import { eachOf, FIRST_ACCOUNT, FIRST_KEYS, HOME_REGION } from '../places.ts';
import { newProduct, type Product } from '../product.ts';
import { type Proxy as AwsProxy, startProxy } from '../proxy/proxy.ts';
import { answerTo, type Question } from './costs.ts';

const ROLE = 'finops-reader';
const MEMBERS = 12;

interface Member {
  readonly id: string;
  readonly name: string;
}

interface Company {
  readonly members: readonly Member[];
  readonly former: Member;
  /** What every account but the refused one has. */
  readonly planted: readonly string[];
  /** In the account whose role is refused. */
  readonly hidden: readonly string[];
}

/** An organisation in an AWS of its own, found by one entry: every member by its role, and one bill for all. */
export async function checkOrganisation(checks: Checks, target: string): Promise<void> {
  checks.section(`An organisation of ${MEMBERS} members`);
  const company = await found(target);
  const [refused] = company.members;
  if (!refused) throw new Error('the organisation has no members');
  const proxy = await startProxy({
    target,
    before: async ({ operation }, { body }) => {
      if (operation !== 'GetCostAndUsage') return;
      const results = [answerTo(JSON.parse(body.toString()) as Question, [])];
      const url = `${target}/moto-api/static/ce/cost-and-usage-results`;
      await fetch(url, { method: 'POST', body: JSON.stringify({ account_id: FIRST_ACCOUNT, results }) });
    },
    refuses: ({ operation }, { body }) =>
      operation === 'AssumeRole' && new URLSearchParams(body.toString()).get('RoleArn')?.includes(refused.id) === true,
  });
  const product = newProduct({
    accounts: [{ cloud: 'aws', endpoint: proxy.url, regions: [HOME_REGION], organization: { role_name: ROLE } }],
    collection: { services: ['ec2', 's3'] },
  });
  try {
    await checks.check('collect: done, but for the member whose role is refused', async () => {
      const { code, seconds, stderr } = await product.run('collect', '--what', 'inventory', '--json');
      checks.say(`collected in ${seconds.toFixed(1)} s`);
      equal(code, 3, `exit code; ${stderr.slice(-500)}`);
    });
    await checkInventory(checks, product, company, refused);
    await checkBill(checks, product, proxy);
  } finally {
    await proxy.stop();
    product.discard();
  }
}

async function checkInventory(
  checks: Checks,
  product: Product,
  { members, former, planted, hidden }: Company,
  refused: Member,
): Promise<void> {
  await checks.check('list_accounts: every member with its name and state', async () => {
    const told = rowsOf(await product.call('list_accounts', { limit: 100 }), 'accounts').map(
      (row) => `${textOf(row, 'account')} ${textOf(row, 'account_name')} ${textOf(row, 'status')}`,
    );
    const status = (member: Member) => (member === refused ? 'denied' : 'connected');
    const expected = members.map((member) => `${member.id} ${member.name} ${status(member)}`);
    sameSet(
      told,
      [`${FIRST_ACCOUNT} master connected`, `${former.id} ${former.name} inactive`, ...expected],
      'accounts and states',
    );
  });
  await checks.check('search_resources: what is planted in each account, and nothing of the refused one', async () => {
    const ids = await product.session(async (ask) => {
      const { rows } = await everyPage(
        ask,
        'search_resources',
        { resource_types: ['ec2:volume', 's3:bucket'] },
        'resources',
      );
      return rows.map((row) => textOf(row, 'resource_id'));
    });
    sameSet(ids, planted, 'resources');
    holds(
      hidden.every((id) => !ids.includes(id)),
      'something of the refused one',
    );
  });
  await checks.check('accounts test: says which role is missing where', async () => {
    const { code, stdout } = await product.run('accounts', 'test', '--json');
    equal(code, 3, 'exit code');
    const { accounts } = JSON.parse(stdout) as { accounts: readonly { account: string; detail: string }[] };
    const detail = accounts.find(({ account }) => account === refused.id)?.detail ?? '';
    holds(detail.includes(`account ${refused.id} needs a role ${ROLE} that trusts account ${FIRST_ACCOUNT}`), detail);
  });
}

/** By the management account alone: what any other asked would be there twice, and paid twice. */
async function checkBill(checks: Checks, product: Product, proxy: AwsProxy): Promise<void> {
  await checks.check('collect: the bill is asked by one account', async () => {
    const before = proxy.calls.length;
    await product.run('collect', '--what', 'costs', '--json');
    const asked = proxy.calls.slice(before).filter(({ operation }) => operation === 'GetCostAndUsage');
    holds(asked.length > 0, 'nothing was asked');
    equal([...new Set(asked.map(({ key }) => key))], [FIRST_KEYS.accessKeyId], 'keys');
  });
}

/** Makes the organisation, and in each account a volume and a bucket. */
async function found(endpoint: string): Promise<Company> {
  const manager = { endpoint, region: HOME_REGION, credentials: FIRST_KEYS };
  const organizations = new OrganizationsClient(manager);
  await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  const create = async (name: string): Promise<Member> => {
    const command = new CreateAccountCommand({ AccountName: name, Email: `${name}@example.com`, RoleName: ROLE });
    const { CreateAccountStatus } = await organizations.send(command);
    return { id: CreateAccountStatus?.AccountId ?? '', name };
  };
  const members: Member[] = [];
  for (let number = 1; number <= MEMBERS; number++) members.push(await create(`member-${number}`));
  const former = await create('former');
  await organizations.send(new CloseAccountCommand({ AccountId: former.id }));

  const sts = new STSClient(manager);
  const resources = new Map<string, readonly string[]>();
  await eachOf([{ id: FIRST_ACCOUNT }, ...members], async ({ id }) => {
    const credentials = id === FIRST_ACCOUNT ? FIRST_KEYS : await roleIn(sts, id);
    const { VolumeId } = await new EC2Client({ ...manager, credentials }).send(
      new CreateVolumeCommand({ AvailabilityZone: `${HOME_REGION}a`, Size: 1 }),
    );
    const bucket = `things-of-${id}`;
    await new S3Client({ ...manager, credentials, forcePathStyle: true }).send(
      new CreateBucketCommand({ Bucket: bucket }),
    );
    resources.set(id, [`arn:aws:ec2:${HOME_REGION}:${id}:volume/${VolumeId}`, `arn:aws:s3:::${bucket}`]);
  });
  const [refused] = members;
  return {
    ...{ members, former },
    planted: [...resources].flatMap(([id, own]) => (id === refused?.id ? [] : own)),
    hidden: resources.get(refused?.id ?? '') ?? [],
  };
}

async function roleIn(sts: STSClient, account: string) {
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/${ROLE}`, RoleSessionName: 'filler' }),
  );
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
}
