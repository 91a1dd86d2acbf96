import { printable } from '../../printable.ts';
import type { ProbedAccount } from '../../product.ts';

/** What reads the members of an organisation, too, where an account may list them and its entry reads that account alone. */
export function organizationLines({ cloud, account, organization_accounts: members = 0 }: ProbedAccount): string[] {
  if (members < 2) return [];
  const id = printable(account);
  return [
    '',
    `${cloud} ${id} may list its organisation, which has ${members} accounts. To read all of them, make the role in each by`,
    `  cloudoptima init roles --cloud aws --principal ${id} --format stackset > stackset.sh`,
    'and add to its entry, with the external id that this prints:',
    '  external_id: <the external id>',
    '  organization: { role_name: CloudOptimaReadOnly }',
  ];
}
