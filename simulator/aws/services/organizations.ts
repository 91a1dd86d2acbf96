import { payerAmong } from '../../estate/aws/payer.ts';
import type { Estate, PlantedAccount } from '../../estate/estate.ts';
import { pageOf } from '../../paging.ts';
import { jsonService } from '../protocols/json.ts';
import { AwsError, type AwsRequest } from '../service.ts';

interface ListAccountsInput {
  readonly NextToken?: string;
  readonly MaxResults?: number;
}

/** Nobody gets more at once. */
const accountsPerPage = 20;
const joinedDaysAgo = 800;

/** Which accounts belong together, and who manages and pays for them. */
export const organizationsService = jsonService({
  signingName: 'organizations',
  targetPrefix: 'AWSOrganizationsV20161128',
  version: '1.1',
  operations: {
    /** Any member may ask. */
    DescribeOrganization: (_input: object, _request, estate) => ({ Organization: organizationOf(estate) }),
    /** Only for the management account; nobody here is a delegated administrator. */
    ListAccounts({ NextToken, MaxResults = accountsPerPage }: ListAccountsInput, request, estate) {
      const payer = managementOf(estate);
      if (request.account !== payer.id) {
        throw new AwsError('AccessDeniedException', "You don't have permissions to access this resource.");
      }
      if (MaxResults < 1 || MaxResults > accountsPerPage) {
        throw new AwsError('InvalidInputException', 'You provided a value that does not match the required range.');
      }
      const { items, nextToken } = pageOf(membersOf(estate), {
        token: NextToken,
        size: MaxResults,
        scope: `${request.account}/ListAccounts`,
        invalid: () => new AwsError('InvalidInputException', 'You provided an invalid NextToken.'),
      });
      return {
        Accounts: items.map((account) => accountOf(account, payer, request)),
        ...(nextToken && { NextToken: nextToken }),
      };
    },
  },
});

function managementOf(estate: Estate): PlantedAccount {
  const payer = payerAmong(estate.accounts);
  if (!payer)
    throw new AwsError('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
  return payer;
}

/** In no order that means anything, as AWS lists them. */
const membersOf = ({ accounts }: Estate): readonly PlantedAccount[] =>
  accounts.filter(({ cloud }) => cloud === 'aws').toSorted((a, b) => (a.id < b.id ? -1 : 1));

const organizationId = ({ id }: PlantedAccount): string => `o-${id.slice(0, 10)}`;

const arnOf = (payer: PlantedAccount, path: string): string =>
  `arn:aws:organizations::${payer.id}:${path.replace('/', `/${organizationId(payer)}/`).replace(/\/$/, '')}`;

const emailOf = ({ name }: PlantedAccount): string => `aws+${name}@northwind.example`;

function organizationOf(estate: Estate): object {
  const payer = managementOf(estate);
  return {
    Id: organizationId(payer),
    Arn: arnOf(payer, 'organization/'),
    FeatureSet: 'ALL',
    MasterAccountArn: arnOf(payer, `account/${payer.id}`),
    MasterAccountId: payer.id,
    MasterAccountEmail: emailOf(payer),
    AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
  };
}

const accountOf = (account: PlantedAccount, payer: PlantedAccount, { now }: AwsRequest): object => ({
  Id: account.id,
  Arn: arnOf(payer, `account/${account.id}`),
  Email: emailOf(account),
  Name: account.name,
  // The one is the other's successor.
  Status: account.state ?? 'ACTIVE',
  State: account.state ?? 'ACTIVE',
  JoinedMethod: account === payer ? 'INVITED' : 'CREATED',
  JoinedTimestamp: new Date(now.getTime() - joinedDaysAgo * 86_400_000),
});
