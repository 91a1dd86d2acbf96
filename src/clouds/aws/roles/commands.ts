import type { RoleRequest } from '../../../model/role-document.ts';
import { hereFile, shellCheck, shellScript, shellVariable } from '../../shell-script.ts';
import { ROLE_NAME } from './cloudformation.ts';
import { type NamedPolicy, rolePolicies } from './policies.ts';
import { trustPolicy } from './trust-policy.ts';

/** Where a document does not know it yet. */
const ASSUMER_WORDS = 'the account (12 digits) or the ARN of the role or user that CloudOptima runs as';
const EXTERNAL_ID_WORDS = 'a long random text, which cloudoptima.yaml has as external_id';

/** Whom the role trusts, known or demanded; nothing that would mean more in a policy or on a command line. */
export const trustVariables = ({ principal, externalId }: Pick<RoleRequest, 'principal' | 'externalId'>): string[] => [
  shellVariable('PRINCIPAL', principal, ASSUMER_WORDS),
  shellVariable('EXTERNAL_ID', externalId, EXTERNAL_ID_WORDS),
  shellCheck('PRINCIPAL', 'A-Za-z0-9:/+=,.@_-', ASSUMER_WORDS),
  shellCheck('EXTERNAL_ID', 'A-Za-z0-9:/+=,.@_-', EXTERNAL_ID_WORDS),
];

/** The other side of it, which no script of the account that is read can grant. */
export const assumerWords = (): readonly string[] => [
  'The role or user that CloudOptima runs as (PRINCIPAL) needs leave of its own account to assume it:',
  `  {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "arn:aws:iam::*:role/${ROLE_NAME}"}`,
];

const json = (value: object): string => JSON.stringify(value, undefined, 2);

/** The commands that make the role in one account. */
export function roleCommands({ costs, metrics, ...trust }: RoleRequest): string {
  const policies = rolePolicies({ metrics });
  return shellScript(
    [
      `Makes the role ${ROLE_NAME}, as which CloudOptima reads this account. It changes nothing else.`,
      ...assumerWords(),
    ],
    [
      ...trustVariables(trust),
      '',
      // The shell puts its variables in: who may assume it, and by naming what.
      `cat >"$folder/trust.json" <<END_OF_FILE\n${json(trustPolicy('$PRINCIPAL', '$EXTERNAL_ID'))}\nEND_OF_FILE`,
      `aws iam create-role --role-name ${ROLE_NAME} --assume-role-policy-document "file://$folder/trust.json"`,
      ...[...policies.always, ...(costs ? [policies.costs] : [])].map(attached),
      '',
      `aws iam get-role --role-name ${ROLE_NAME} --query Role.Arn --output text`,
    ],
  );
}

const attached = ({ name, document }: NamedPolicy): string =>
  [
    '',
    hereFile(`${name}.json`, json(document)),
    `policy=$(aws iam create-policy --policy-name CloudOptima${name} \\`,
    `  --policy-document "file://$folder/${name}.json" --query Policy.Arn --output text)`,
    `aws iam attach-role-policy --role-name ${ROLE_NAME} --policy-arn "$policy"`,
  ].join('\n');
