import { randomUUID } from 'node:crypto';
import { type Command, Option } from 'commander';
import { CLOUDS, type CloudName } from '../../../model/cloud.ts';
import { ROLE_FORMATS, type RoleDocument, type RoleFormat, type RoleRequest } from '../../../model/role-document.ts';
import { command, type Invocation } from '../command.ts';
import { type CommonOptions, data, dataJson, note } from '../output.ts';
import { writeDocuments } from '../write-documents.ts';

interface RolesOptions extends CommonOptions, RoleRequest {
  readonly cloud: CloudName;
  readonly format: RoleFormat;
  readonly out?: string;
}

/** One document as it stands; several, which are JSON, as one object by their names. */
function page(documents: readonly RoleDocument[]): string {
  const [first, ...more] = documents;
  if (more.length === 0) return first?.text ?? '';
  return JSON.stringify(Object.fromEntries(documents.map(({ file, text }) => [file, JSON.parse(text)])), undefined, 2);
}

/** What the request of an option that was not given is: absent. */
function requestOf({ cloud, format, ...options }: RolesOptions): RoleRequest {
  // Nobody guesses a random one, and each run makes another. Policies alone trust nobody.
  const isTrusting = cloud === 'aws' && (format !== 'json' || options.principal !== undefined);
  const externalId = options.externalId ?? (isTrusting ? randomUUID() : undefined);
  const { costs, metrics, recommendations, builtIn, principal, managementGroup, subscription } = options;
  const { organization, folder, project, quotaProject, billingDataset } = options;
  const given = { builtIn, principal, externalId, managementGroup, subscription };
  const places = { organization, folder, project, quotaProject, billingDataset };
  const present = Object.entries({ ...given, ...places }).filter(([, value]) => value !== undefined);
  return { costs, metrics, recommendations, ...Object.fromEntries(present) };
}

/** `init roles`: the documents alone; no cloud is asked. */
export function initRolesCommand({ shell }: Invocation): Command {
  return command('roles', 'Print what gives CloudOptima the rights that it needs, and no more. Asks no cloud.', [
    'init roles --cloud aws --principal 123456789012 --format cloudformation > role.yaml',
    'init roles --cloud aws --principal 123456789012 --format stackset --out roles',
    'init roles --cloud azure --management-group northwind --format commands',
    'init roles --cloud gcp --organization 123456789012 --billing-dataset atlas-billing.billing --format terraform',
  ])
    .addOption(new Option('--cloud <name>', 'whose').choices([...CLOUDS]).makeOptionMandatory())
    .addOption(
      new Option('--format <name>', 'how it is written; cloudformation and stackset are of AWS')
        .choices([...ROLE_FORMATS])
        .default('commands'),
    )
    .option('--out <dir>', 'write it there; nothing that is there is overwritten')
    .option('--no-costs', 'without the bill: for AWS accounts that do not pay')
    .option('--no-metrics', 'without metrics')
    .option('--no-recommendations', 'without what the provider itself recommends')
    .option('--built-in', 'the roles of Azure or Google Cloud in the place of an exact one; they see every type')
    .option('--principal <who>', 'who CloudOptima runs as: an account or ARN, an object id, serviceAccount:<address>')
    .option('--external-id <text>', 'AWS: what the trust policy demands (default: a random one)')
    .option('--management-group <id>', 'Azure: what to read, with everything below')
    .option('--subscription <id>', 'Azure: the only subscription to read')
    .option('--organization <number>', 'Google Cloud: what to read, with everything below')
    .option('--folder <number>', 'Google Cloud: what to read of the organisation')
    .option('--project <id>', 'Google Cloud: the only project to read')
    .option('--quota-project <id>', 'Google Cloud: the project whose quotas are used')
    .option('--billing-dataset <project.dataset>', 'Google Cloud: where the billing export is')
    .action(async (options: RolesOptions) => {
      const { cloud, format, out } = options;
      const request = requestOf(options);
      const documents = await shell.roleDocuments(cloud, format, request);
      const written = out === undefined ? undefined : await writeDocuments(out, documents);
      const { externalId } = request;
      if (options.json)
        dataJson({
          ...{ cloud, format, ...(externalId === undefined ? {} : { external_id: externalId }) },
          ...(written === undefined ? { documents } : { written }),
        });
      else data(written === undefined ? page(documents) : written.join('\n'));
      if (externalId !== undefined)
        note(options, `In cloudoptima.yaml, beside role_arn of the account: external_id: ${externalId}`);
    });
}
