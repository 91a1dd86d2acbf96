import { expect, test } from 'vitest';
import { parse } from '../../../../test/support/hcl.ts';
import { runScript } from '../../../../test/support/scripts.ts';
import type { RoleFormat, RoleRequest } from '../../../model/role-document.ts';
import { leastPrivilegeRole } from '../permissions.ts';
import { azureCollectors } from '../resources/index.ts';
import { azureRoleDocuments } from './documents.ts';

const PRINCIPAL = '0a1b2c3d-0000-4000-8000-000000000001';
const SUBSCRIPTION = '0a1b2c3d-0000-4000-8000-000000000002';
const SCOPE = '/providers/Microsoft.Management/managementGroups/northwind';
const known: RoleRequest = {
  costs: true,
  metrics: true,
  recommendations: true,
  principal: PRINCIPAL,
  managementGroup: 'northwind',
};
const role = leastPrivilegeRole(azureCollectors, { costs: true, metrics: true, recommendations: true }, SCOPE);

const textOf = (format: RoleFormat, request: RoleRequest): string => azureRoleDocuments(format, request)[0]?.text ?? '';

test('the custom role can be assigned where it was asked for', () => {
  expect(JSON.parse(textOf('json', known))).toEqual(role);
  const { managementGroup: _, ...rest } = known;
  expect(JSON.parse(textOf('json', { ...rest, subscription: SUBSCRIPTION })).AssignableScopes).toEqual([
    `/subscriptions/${SUBSCRIPTION}`,
  ]);
});

test('the commands make the role and assign it', () => {
  const { code, called } = runScript(textOf('commands', known));
  expect([code, called.map(({ words }) => words.slice(0, 4).join(' '))]).toEqual([
    0,
    ['az role definition create', 'az role assignment create'],
  ]);
  expect(JSON.parse(called[0]?.files[0] ?? '')).toEqual(role);
  expect(called[1]?.words.join(' ')).toContain(`--role CloudOptima --scope ${SCOPE} --assignee-object-id ${PRINCIPAL}`);
});

test('what nobody said yet is demanded by them, and gets into the role', () => {
  const script = textOf('commands', { costs: true, metrics: true, recommendations: true });
  expect(runScript(script)).toMatchObject({ code: 2, called: [], stderr: expect.stringContaining('object id') });
  const { called } = runScript(script, { PRINCIPAL, SCOPE });
  expect(JSON.parse(called[0]?.files[0] ?? '')).toEqual(role);
});

test('Azure’s own roles are Reader, and the reader of costs where there are any to read', () => {
  const assigned = (request: RoleRequest) =>
    runScript(textOf('commands', { ...request, builtIn: true })).called.map(
      ({ words }) => words[words.indexOf('--role') + 1],
    );
  expect(assigned(known)).toEqual(['Reader', 'Cost Management Reader', 'Management Group Reader']);
  const { managementGroup: _, ...rest } = known;
  expect(assigned({ ...rest, subscription: SUBSCRIPTION, costs: false })).toEqual(['Reader']);
});

test('the directory is granted only where that is asked for', () => {
  const { called } = runScript(textOf('commands', known), { DIRECTORY: 'yes' });
  const rest = called.find(({ words }) => words[1] === 'rest');
  expect(JSON.parse(rest?.words[rest.words.indexOf('--body') + 1] ?? '')).toEqual({
    ...{ principalId: PRINCIPAL, resourceId: 'answer', appRoleId: 'answer' },
  });
  expect(called.map(({ words }) => words.join(' ')).join('\n')).toContain('Application.Read.All');
});

test('Terraform makes the same', async () => {
  const { resource } = (await parse('role.tf', textOf('terraform', known))) as {
    resource: Record<string, Record<string, Record<string, unknown>[]>>;
  };
  expect(resource.azurerm_role_definition?.cloudoptima).toMatchObject([
    { name: 'CloudOptima', assignable_scopes: [`\${var.scope}`], permissions: [{ actions: role.Actions }] },
  ]);
  expect(Object.keys(resource.azurerm_role_assignment ?? {})).toEqual(['cloudoptima']);
  const builtIn = (await parse('role.tf', textOf('terraform', { ...known, builtIn: true }))) as typeof resource;
  expect(JSON.stringify(builtIn)).toContain('"role_definition_name":"Cost Management Reader"');
});

test.each<[RoleFormat, Partial<RoleRequest>, RegExp]>([
  ['commands', { principal: 'ada@northwind.example' }, /no object id/],
  ['commands', { managementGroup: 'a/b' }, /no id of a management group/],
  ['commands', { subscription: SUBSCRIPTION }, /name one of them/],
  ['json', { builtIn: true }, /need no definition/],
  ['cloudformation', {}, /is of AWS/],
  ['stackset', {}, /is of AWS/],
])('%s of %j is refused', (format, wrong, words) =>
  expect(() => azureRoleDocuments(format, { ...known, ...wrong })).toThrow(words),
);
