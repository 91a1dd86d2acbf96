import type { TagForms } from '../tag-forms.ts';

/** Keys are case-sensitive, so that another case is a slip. */
export const awsTagForms: TagForms = {
  spellings: {
    Owner: ['Owner'],
    Environment: ['Environment'],
    CostCenter: ['CostCenter'],
    Application: ['Application'],
    Team: ['Team'],
  },
  misspellings: {
    Owner: ['owner', 'Onwer', 'Owners'],
    Environment: ['Enviroment', 'environment', 'Enviornment'],
    CostCenter: ['cost-center', 'costcenter', 'CostCentre'],
    Application: ['Aplication', 'application', 'Applicaton'],
    Team: ['team', 'Teams'],
  },
  valueOf: (_, value) => value,
  wrongValues: {
    Owner: { type: 'invalid_format', values: ['platform team', 'jdoe', 'n/a', 'ops at northwind.example', 'TBD'] },
    Environment: { type: 'invalid_value', values: ['prod', 'Production', 'dev', 'qa', 'uat', 'live'] },
    CostCenter: { type: 'invalid_format', values: ['CC-12', 'cc-1010', '1020', 'CC-30100', 'CC-TBD', 'shared'] },
    Application: { type: 'invalid_value', values: ['legacy', 'Checkout', 'app1', 'monolith', 'unknown', 'poc'] },
  },
  projectKey: 'Project',
  specialKeys: ['team#lead', 'on!call', 'price$class', 'shift*plan'],
  // Only EC2 takes any character in a key; the other services refuse such a tag.
  takesSpecialKeys: (type) => type.startsWith('ec2:'),
  freeTags: {
    ManagedBy: ['terraform', 'cloudformation', 'console', 'cdk'],
    Backup: ['daily', 'weekly', 'none'],
    Compliance: ['pci', 'gdpr', 'none'],
    Schedule: ['office-hours', 'always'],
    Repository: ['northwind/infrastructure', 'northwind/services', 'northwind/data'],
  },
  nameTag: { key: 'Name', chance: (type) => (type.startsWith('ec2:') ? 0.9 : 0.2) },
};
