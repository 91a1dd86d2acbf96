import { expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { parse } from '../../../../test/support/hcl.ts';
import { runScript } from '../../../../test/support/scripts.ts';
import type { RoleFormat, RoleRequest } from '../../../model/role-document.ts';
import { leastPrivilegePolicy, type PolicyDocument } from '../permissions.ts';
import { awsCollectors } from '../resources/index.ts';
import { awsRoleDocuments } from './documents.ts';
import { packed } from './policies.ts';

const PRINCIPAL = 'arn:aws:iam::123456789012:role/cloudoptima';
const EXTERNAL_ID = '5f0c1a7e-9b7d-4e43-8a53-7c9d0e1f2a3b';
const known: RoleRequest = {
  costs: true,
  metrics: true,
  recommendations: true,
  principal: PRINCIPAL,
  externalId: EXTERNAL_ID,
};
const everything = leastPrivilegePolicy(awsCollectors, {
  costs: true,
  metrics: true,
  others: true,
  organization: true,
}).Statement.flatMap(({ Action }) => Action);

const textOf = (format: RoleFormat, request: RoleRequest): string => awsRoleDocuments(format, request)[0]?.text ?? '';
const actionsIn = (...policies: readonly PolicyDocument[]): string[] =>
  policies.flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action)).sort();

interface Resource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties: { readonly PolicyDocument?: PolicyDocument; readonly AssumeRolePolicyDocument?: object };
}

interface Template {
  readonly Parameters: Readonly<Record<string, { readonly Default?: string; readonly AllowedPattern?: string }>>;
  readonly Conditions: object;
  readonly Resources: Readonly<Record<string, Resource>>;
}

const template = (request: RoleRequest): Template => parseYaml(textOf('cloudformation', request));

test('the template makes a role with every action, the bill’s under a condition of their own', () => {
  const { Resources, Conditions } = template(known);
  const policies = Object.values(Resources).filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy');
  expect(actionsIn(...policies.flatMap(({ Properties }) => Properties.PolicyDocument ?? []))).toEqual(everything);
  const conditional = policies.filter(({ Condition }) => Condition === 'ReadsCosts');
  expect(actionsIn(...conditional.flatMap(({ Properties }) => Properties.PolicyDocument ?? []))).toEqual([
    'ce:GetCostAndUsage',
    'ce:ListCostAllocationTags',
    'organizations:DescribeOrganization',
    'organizations:ListAccounts',
  ]);
  expect(Conditions).toEqual({ ReadsCosts: { 'Fn::Equals': [{ Ref: 'ReadCosts' }, 'true'] } });
});

test('it trusts whom its parameters say, and demands the external id', () => {
  expect(template(known).Resources.Role?.Properties.AssumeRolePolicyDocument).toMatchObject({
    Statement: [
      {
        ...{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: { Ref: 'Principal' } } },
        Condition: { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
      },
    ],
  });
  const defaults = (request: RoleRequest) =>
    Object.fromEntries(Object.entries(template(request).Parameters).map(([name, { Default }]) => [name, Default]));
  expect(defaults(known)).toEqual({
    ...{ Principal: PRINCIPAL, ExternalId: EXTERNAL_ID, RoleName: 'CloudOptimaReadOnly', ReadCosts: 'true' },
  });
  expect(defaults({ costs: false, metrics: true, recommendations: true })).toMatchObject({
    Principal: undefined,
    ReadCosts: 'false',
  });
});

test('every name that the template refers to is in it', () => {
  const whole = template(known);
  const names = new Set([...Object.keys(whole.Parameters), ...Object.keys(whole.Resources)]);
  const refs = [...textOf('cloudformation', known).matchAll(/Ref: (\w+)/g)].map(([, name]) => name ?? '');
  expect(refs.length).toBeGreaterThan(3);
  expect(refs.filter((name) => !names.has(name))).toEqual([]);
});

test('Terraform makes the same', async () => {
  const { resource, variable, output } = (await parse('role.tf', textOf('terraform', known))) as Record<
    string,
    Record<string, Record<string, Record<string, unknown>[]>>
  >;
  expect(Object.keys(variable ?? {})).toEqual(['external_id', 'principal', 'read_costs']);
  expect(Object.keys(output ?? {})).toEqual(['role_arn']);
  const role = JSON.stringify(resource?.aws_iam_role);
  expect(role).toContain('"sts:ExternalId\\" = var.external_id');
  expect(role).toContain('AWS = var.principal');
  const policies = JSON.stringify(resource?.aws_iam_policy);
  expect(everything.filter((action) => !policies.includes(`\\"${action}\\"`))).toEqual([]);
  expect(resource?.aws_iam_policy?.cloudoptima_costs).toMatchObject([{ count: `\${var.read_costs ? 1 : 0}` }]);
  // What is not conditional grants nothing of the bill.
  expect(JSON.stringify({ ...resource?.aws_iam_policy, cloudoptima_costs: [] })).not.toMatch(/"ce:/);
});

test('the commands make the role and attach all of its policies', () => {
  const { code, called } = runScript(textOf('commands', known));
  expect(code).toBe(0);
  const commands = called.map(({ words }) => words.slice(0, 3).join(' '));
  const pairs = commands.filter((command) => command === 'aws iam create-policy').length;
  expect(commands).toEqual([
    'aws iam create-role',
    ...Array.from({ length: pairs }, () => ['aws iam create-policy', 'aws iam attach-role-policy']).flat(),
    'aws iam get-role',
  ]);
  expect(JSON.parse(called[0]?.files[0] ?? '')).toMatchObject({
    Statement: [{ Principal: { AWS: PRINCIPAL }, Condition: { StringEquals: { 'sts:ExternalId': EXTERNAL_ID } } }],
  });
  const policies = called.slice(1).flatMap(({ files }) => files.map((text): PolicyDocument => JSON.parse(text)));
  expect(actionsIn(...policies)).toEqual(everything);
});

test('what nobody said yet is demanded by the commands', () => {
  const script = textOf('commands', { costs: false, metrics: false, recommendations: true });
  expect(runScript(script)).toMatchObject({ code: 2, called: [], stderr: expect.stringContaining('12 digits') });
  const { code, called } = runScript(script, { PRINCIPAL, EXTERNAL_ID });
  expect([code, called[0]?.files[0]]).toEqual([0, expect.stringContaining(EXTERNAL_ID)]);
  expect(called.flatMap(({ files }) => files).join('')).not.toMatch(/"(?:ce:|cloudwatch:GetMetricData)/);
});

test('a stack set brings the role to every account without the bill, and a stack to the one that pays', () => {
  const { code, called } = runScript(textOf('stackset', known), { UNITS: 'r-1a2b' });
  expect([code, called.map(({ words }) => words.slice(1, 3).join(' '))]).toEqual([
    0,
    ['cloudformation create-stack-set', 'cloudformation create-stack-instances', 'cloudformation deploy'],
  ]);
  const [set, instances, stack] = called.map(({ words }) => words.join(' '));
  expect(set).toContain('--permission-model SERVICE_MANAGED --auto-deployment Enabled=true');
  expect(set).toContain(`ParameterKey=ExternalId,ParameterValue="${EXTERNAL_ID}"`);
  expect(set).toContain('ParameterKey=ReadCosts,ParameterValue=false');
  expect(instances).toContain('OrganizationalUnitIds=r-1a2b');
  expect(stack).toContain('ReadCosts=true');
  expect(called[0]?.files).toEqual([textOf('cloudformation', known)]);
  expect(called[2]?.files).toEqual(called[0]?.files);
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackSet.html
  expect(Buffer.byteLength(called[0]?.files[0] ?? '')).toBeLessThan(51_200);
});

test('as JSON there are the policies, and the trust where it is known', () => {
  const files = (request: RoleRequest) => awsRoleDocuments('json', request).map(({ file }) => file);
  expect(files(known)).toEqual(expect.arrayContaining(['CloudOptimaCosts.json', 'CloudOptimaTrust.json']));
  expect(files({ costs: false, metrics: true, recommendations: true })).not.toContain('CloudOptimaTrust.json');
  expect(files({ costs: false, metrics: true, recommendations: true })).not.toContain('CloudOptimaCosts.json');
  const policies = awsRoleDocuments('json', known).filter(({ file }) => !file.includes('Trust'));
  expect(actionsIn(...policies.map(({ text }): PolicyDocument => JSON.parse(text)))).toEqual(everything);
});

test('no policy is longer than IAM takes', () => {
  const one = { Sid: 'A', Effect: 'Allow', Action: ['a:B'], Resource: '*' } as const;
  const length = (count: number) => JSON.stringify({ Version: '2012-10-17', Statement: Array(count).fill(one) }).length;
  const policy: PolicyDocument = { Version: '2012-10-17', Statement: Array(5).fill(one) };
  expect(packed(policy, length(2)).map(({ Statement }) => Statement.length)).toEqual([2, 2, 1]);
  expect(packed(policy, length(2) - 1)).toHaveLength(5);
  const sizes = awsRoleDocuments('json', known).map(({ text }) => JSON.stringify(JSON.parse(text)).length);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(6144);
});

test.each([
  [{ principal: '*' }, /nobody who can assume a role/],
  [{ principal: 'arn:aws:sts::123456789012:assumed-role/a/b' }, /nobody who can assume a role/],
  [{ principal: '123456789012$(id)' }, /nobody who can assume a role/],
  [{ principal: 'arn:aws:iam::123456789012:role/x","AWS":"*' }, /nobody who can assume a role/],
  [{ externalId: 'short' }, /16 to 1224/],
  [{ externalId: `${EXTERNAL_ID}"` }, /16 to 1224/],
  [{ builtIn: true }, /no managed policy/],
])('%j is refused', (wrong, words) =>
  expect(() => awsRoleDocuments('commands', { ...known, ...wrong })).toThrow(words),
);

test('an account alone may be trusted', () =>
  expect(textOf('commands', { ...known, principal: '123456789012' })).toContain("PRINCIPAL='123456789012'"));
