import { type Command, Option } from 'commander';
import { CLOUDS } from '../../../model/cloud.ts';
import { printable, printableLines } from '../../printable.ts';
import type { AddedConnection, NewConnection } from '../../product.ts';
import { commaList, command, type Invocation, withProduct } from '../command.ts';
import { EXIT } from '../exit.ts';
import { type CommonOptions, complain, data, dataJson, note } from '../output.ts';
import { readSecret } from '../read-secret.ts';

interface AddOptions extends CommonOptions {
  readonly cloud: NewConnection['cloud'];
  readonly name?: string;
  readonly endpoint?: string;
  readonly regions?: readonly string[];
  readonly profile?: string;
  readonly roleArn?: string;
  readonly externalId?: string;
  readonly principal?: string;
  readonly tenantId?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly subscriptions?: readonly string[];
  readonly managementGroup?: string;
  readonly resourceGroups?: readonly string[];
  readonly credentials?: string;
  readonly organization?: string;
  readonly folder?: string;
  readonly projects?: readonly string[];
  readonly zones?: readonly string[];
  readonly billing?: string;
  readonly secretStdin?: boolean;
}

/** `<project>.<dataset>.<table>`, as BigQuery writes it; a project may have a domain with dots before it. */
function billingOf(text: string | undefined): object | undefined {
  const [, project, dataset, table] = /^(.+)\.([^.]+)\.([^.]+)$/.exec(text ?? '') ?? [];
  // What can't be read so is for the settings' own check to refuse.
  return text === undefined ? undefined : { project, dataset, table };
}

/** The fields of an `accounts:` entry. */
function settingsOf(options: AddOptions): NewConnection['settings'] {
  const fields = {
    ...{ name: options.name, endpoint: options.endpoint, regions: options.regions, profile: options.profile },
    ...{ role_arn: options.roleArn, external_id: options.externalId, tenant_id: options.tenantId },
    ...{ client_id: options.clientId, client_secret: options.clientSecret, subscriptions: options.subscriptions },
    ...{ management_group: options.managementGroup, resource_groups: options.resourceGroups },
    ...{ credentials: options.credentials, organization: options.organization, folder: options.folder },
    ...{ projects: options.projects, zones: options.zones, billing: billingOf(options.billing) },
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

export function addedPage({ cloud, name, external_id, trust_policy }: AddedConnection): string {
  const added = printable(`Added: ${cloud} "${name}".`);
  if (trust_policy === undefined) return added;
  return [
    added,
    '',
    printable(
      `The external id is ${external_id}. It is shown this once. The trust policy of the role has to demand it:`,
    ),
    '',
    printableLines(JSON.stringify(trust_policy, undefined, 2)),
  ].join('\n');
}

/** `accounts add`: keeps a connection in the home, encrypted. */
export function accountsAddCommand(invocation: Invocation): Command {
  return command(
    'add',
    'Add a connection. It is kept in the home, encrypted; secrets never stand on the command line.',
    [
      'accounts add --cloud aws --name production --role-arn arn:aws:iam::210987654321:role/CloudOptimaReadOnly',
      'accounts add --cloud azure --tenant-id <id> --client-id <id> --client-secret azure-kv://vault/secret',
      'accounts add --cloud azure --tenant-id <id> --client-id <id> --secret-stdin',
      'accounts add --cloud gcp --organization 123456789012 --secret-stdin < key.json',
    ],
  )
    .addOption(new Option('--cloud <name>', 'which one').choices(CLOUDS).makeOptionMandatory())
    .option('--name <name>', 'what to call it (default: what it leads to)')
    .option('--regions <list>', 'only these, separated by commas', commaList)
    .option('--endpoint <url>', 'asked instead of the cloud')
    .option('--secret-stdin', 'read the Azure client secret, or the Google credentials, from standard input')
    .option('--profile <name>', 'AWS: a profile of ~/.aws/config')
    .option('--role-arn <arn>', 'AWS: a role to assume')
    .option('--external-id <id>', 'AWS: what the trust policy of the role demands (default: a new random one)')
    .option('--principal <arn>', 'AWS: who assumes the role, for the trust policy that is printed')
    .option('--tenant-id <id>', 'Azure: where to sign in')
    .option('--client-id <id>', 'Azure: the service principal or managed identity')
    .option('--client-secret <reference>', 'Azure: where its secret is kept: env://, file://, azure-kv://, …')
    .option('--subscriptions <list>', 'Azure: only these', commaList)
    .option('--management-group <id>', 'Azure: the subscriptions below it')
    .option('--resource-groups <list>', 'Azure: only these', commaList)
    .option('--credentials <place>', 'Google: a file, or a reference to its content')
    .option('--organization <number>', 'Google: every project below it')
    .option('--folder <number>', 'Google: every project below it')
    .option('--projects <list>', 'Google: only these', commaList)
    .option('--zones <list>', 'Google: of what lies in a zone only what lies in these', commaList)
    .option('--billing <table>', 'Google: the billing export, <project>.<dataset>.<table>')
    .action((options: AddOptions) =>
      withProduct(invocation, options, async (product) => {
        const { cloud, principal } = options;
        const secret = options.secretStdin
          ? await readSecret(process.stdin, (words) => process.stderr.write(words))
          : undefined;
        if (options.secretStdin && secret === undefined) {
          complain('Interrupted: nothing was added.');
          return invocation.exit(EXIT.interrupted);
        }
        const added = await product.accounts.add({ cloud, settings: settingsOf(options), secret, principal });
        for (const warning of product.warnings) complain(warning);
        if (options.json) dataJson(added);
        else data(addedPage(added));
        note(options, `\`cloudoptima accounts test ${added.name}\` asks who it is.`);
      }),
    );
}
