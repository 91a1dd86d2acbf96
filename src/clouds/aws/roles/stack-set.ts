import type { RoleRequest } from '../../../model/role-document.ts';
import { hereFile, shellScript } from '../../shell-script.ts';
import { assumerWords, trustVariables } from './commands.ts';

// IAM is of no region; the stack has to be in one.
const REGION = 'us-east-1';

/**
 * The commands that make the role in every account of an organisation, those to come included, from its management account or
 * a delegated administrator. A stack set never reaches the management account itself, which is the one that pays.
 */
export const stackSetCommands = (template: string, { costs, ...trust }: RoleRequest): string =>
  shellScript(
    [
      'Makes the role CloudOptimaReadOnly in every account of the organisation, by a stack set, and in this account, by a stack.',
      'To be run in the management account, once trusted access is on:',
      '  aws organizations enable-aws-service-access --service-principal member.org.stacksets.cloudformation.amazonaws.com',
      ...assumerWords(),
    ],
    [
      ...trustVariables(trust),
      `REGION=\${REGION:-${REGION}}`,
      '# The whole organisation; or the organisational units to begin with, a comma between them.',
      `UNITS=\${UNITS:-$(aws organizations list-roots --query 'Roots[0].Id' --output text)}`,
      '',
      hereFile('role.yaml', template),
      '',
      'aws cloudformation create-stack-set --stack-set-name CloudOptima --region "$REGION" \\',
      '  --template-body "file://$folder/role.yaml" --capabilities CAPABILITY_NAMED_IAM \\',
      '  --permission-model SERVICE_MANAGED --auto-deployment Enabled=true,RetainStacksOnAccountRemoval=false \\',
      // In quotes of the command's own, or a comma would begin another parameter.
      '  --parameters "ParameterKey=Principal,ParameterValue=\\"$PRINCIPAL\\"" \\',
      '  "ParameterKey=ExternalId,ParameterValue=\\"$EXTERNAL_ID\\"" ParameterKey=ReadCosts,ParameterValue=false',
      'aws cloudformation create-stack-instances --stack-set-name CloudOptima --region "$REGION" \\',
      '  --regions "$REGION" --deployment-targets "OrganizationalUnitIds=$UNITS" \\',
      '  --operation-preferences FailureTolerancePercentage=100,MaxConcurrentPercentage=25',
      '',
      'aws cloudformation deploy --stack-name CloudOptima --region "$REGION" \\',
      '  --template-file "$folder/role.yaml" --capabilities CAPABILITY_NAMED_IAM \\',
      `  --parameter-overrides "Principal=$PRINCIPAL" "ExternalId=$EXTERNAL_ID" ReadCosts=${costs}`,
    ],
  );
