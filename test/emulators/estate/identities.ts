import { CreateAccessKeyCommand, CreateRoleCommand, CreateUserCommand } from '@aws-sdk/client-iam';
import { CreateFunctionCommand } from '@aws-sdk/client-lambda';
import { eachOf, GLOBAL } from '../places.ts';
import type { Planted } from './planted.ts';
import { given, type Plot } from './plot.ts';
import { tagList, VARIANTS, variantAt } from './variants.ts';

/** More than the 100 that a page of AWS's takes when nobody asks for another size. */
export const MANY_ROLES = 105;

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

/** Users with keys, and roles; they belong to no region. */
export async function plantIdentities(plot: Plot, roles: number, into: Planted[]): Promise<void> {
  const { iam, account } = plot.place;
  for (let index = 0; index < 6; index++) {
    const UserName = `person-${index}`;
    const variant = variantAt(index);
    const { User } = await iam.send(new CreateUserCommand({ UserName, Tags: tagList(variant) }));
    plot.add('iam:user', given(User?.Arn, 'user'), variant, { region: GLOBAL, name: UserName });
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    const end = given(AccessKey?.AccessKeyId, 'key').slice(-4);
    const id = `${given(User?.Arn, 'user')}/access-key/…${end}`;
    const attributes = { owner: UserName };
    into.push({ id, type: 'iam:access-key', account, region: GLOBAL, tags: {}, violations: undefined, attributes });
  }
  const numbers = Array.from({ length: roles }, (_, index) => index);
  await eachOf(numbers, async (index) => {
    const RoleName = `job-${index}`;
    const variant = variantAt(index);
    const request = { RoleName, AssumeRolePolicyDocument: TRUST, Tags: tagList(variant) };
    const { Role } = await iam.send(new CreateRoleCommand(request));
    plot.add('iam:role', given(Role?.Arn, 'role'), variant, { region: GLOBAL, name: RoleName });
  });
}

// An empty archive: the smallest that is one.
const EMPTY_ZIP = Buffer.from(`504b0506${'00'.repeat(18)}`, 'hex');

export async function plantFunctions(plot: Plot): Promise<void> {
  const { lambda, account } = plot.place;
  for (let index = 0; index < 4; index++) {
    const name = `on-event-${index}`;
    const variant = variantAt(index);
    const { FunctionArn } = await lambda.send(
      new CreateFunctionCommand({
        ...{ FunctionName: name, Runtime: 'nodejs22.x', Handler: 'index.handler', Code: { ZipFile: EMPTY_ZIP } },
        ...{
          Role: `arn:aws:iam::${account}:role/job-0`,
          MemorySize: 256 + index,
          Timeout: 20,
          Tags: VARIANTS[variant].tags,
        },
      }),
    );
    plot.add('lambda:function', given(FunctionArn, 'function'), variant, {
      name,
      attributes: { runtime: 'nodejs22.x', memoryMib: 256 + index, timeoutSeconds: 20 },
    });
  }
}
