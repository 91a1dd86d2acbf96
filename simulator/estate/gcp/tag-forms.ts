import type { TagForms } from '../tag-forms.ts';

/** Labels are lower-case letters, digits, dashes and underscores, in keys and in values: an address can't be written as one. */
export const gcpTagForms: TagForms = {
  spellings: {
    Owner: ['owner'],
    Environment: ['environment'],
    CostCenter: ['cost-center', 'costcenter', 'cost_center'],
    Application: ['application'],
    Team: ['team'],
  },
  misspellings: {
    Owner: ['onwer', 'owners'],
    Environment: ['enviroment', 'enviornment'],
    CostCenter: ['cost-centre', 'costcentre', 'cost-centers'],
    Application: ['aplication', 'applicaton'],
    Team: ['teams'],
  },
  // ada.adams@northwind.example is ada_adams.
  valueOf: (tag, value) => (tag === 'Owner' ? value.replace(/@.*/, '').replaceAll('.', '_') : value.toLowerCase()),
  wrongValues: {
    Owner: { type: 'invalid_format', values: ['platform-team', 'jdoe', 'n-a', 'tbd', 'ops'] },
    Environment: { type: 'invalid_value', values: ['prod', 'dev', 'qa', 'uat', 'live'] },
    CostCenter: { type: 'invalid_format', values: ['cc-12', '1020', 'cc-30100', 'cc-tbd', 'shared'] },
    Application: { type: 'invalid_value', values: ['legacy', 'app1', 'monolith', 'unknown', 'poc'] },
  },
  habit: { tag: 'Team', chance: 0.25 },
  projectKey: 'project',
  // Every character that Google takes in a key is a plain one.
  specialKeys: [],
  takesSpecialKeys: () => false,
  freeTags: {
    'managed-by': ['terraform', 'pulumi', 'console', 'config-connector'],
    backup: ['daily', 'weekly', 'none'],
    compliance: ['pci', 'gdpr', 'none'],
    schedule: ['office-hours', 'always'],
    // Set by Google itself.
    'goog-ccm': ['true'],
  },
};
