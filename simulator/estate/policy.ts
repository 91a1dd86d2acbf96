export const companyName = 'Northwind';

const everything: readonly string[] = [];

/** The company's applications, each with the team that runs it and the cost center that pays. */
export const applications = [
  { name: 'checkout', team: 'payments', costCenter: 'CC-1010' },
  { name: 'billing', team: 'payments', costCenter: 'CC-1011' },
  { name: 'catalog', team: 'storefront', costCenter: 'CC-1020' },
  { name: 'search', team: 'storefront', costCenter: 'CC-1021' },
  { name: 'storefront', team: 'storefront', costCenter: 'CC-1022' },
  { name: 'identity', team: 'platform', costCenter: 'CC-2010' },
  { name: 'gateway', team: 'platform', costCenter: 'CC-2011' },
  { name: 'warehouse', team: 'data', costCenter: 'CC-3010' },
  { name: 'pipeline', team: 'data', costCenter: 'CC-3011' },
  { name: 'recommender', team: 'machine-learning', costCenter: 'CC-3020' },
  { name: 'fulfilment', team: 'logistics', costCenter: 'CC-4010' },
  { name: 'intranet', team: 'workplace', costCenter: 'CC-9010' },
] as const;

export const environments = ['production', 'staging', 'development', 'test'] as const;

export const projects = ['atlas', 'borealis', 'cassini', 'deimos'] as const;

/** The company's tagging policy, in the form in which the product reads it. The simulator itself never judges by it. */
export const policy = {
  version: '2.0',
  scope: ['aws', 'azure', 'gcp'],
  required_tags: [
    {
      name: 'Owner',
      description: 'E-mail of the owner',
      validation_regex: '[a-z0-9._%+-]+@[a-z0-9.-]+\\.[a-z]{2,}',
      severity: 'error',
      applies_to: everything,
      // A label holds neither dots nor an at sign: ada_adams.
      cloud_specific: { gcp: { name: 'owner', validation_regex: '[a-z]+_[a-z]+' } },
    },
    {
      name: 'Environment',
      description: 'Deployment stage',
      allowed_values: environments,
      severity: 'error',
      applies_to: everything,
      enforcement: { case_sensitive: true },
      cloud_specific: { gcp: { name: 'environment' } },
    },
    {
      name: 'CostCenter',
      description: 'Who pays',
      validation_regex: 'CC-\\d{4}',
      severity: 'error',
      applies_to: everything,
      cloud_specific: {
        azure: { name: 'cost-center' },
        gcp: { name: 'cost-center', validation_regex: 'cc-\\d{4}' },
      },
    },
    {
      name: 'Application',
      description: 'What it is part of',
      allowed_values: applications.map(({ name }) => name),
      severity: 'error',
      applies_to: everything,
      enforcement: { case_sensitive: true },
      cloud_specific: { gcp: { name: 'application' } },
    },
    {
      name: 'Team',
      description: 'Who runs it',
      severity: 'error',
      applies_to: everything,
      cloud_specific: { gcp: { name: 'team' } },
    },
  ],
  optional_tags: [
    {
      name: 'Project',
      description: 'Project',
      allowed_values: projects,
      cloud_specific: { gcp: { name: 'project' } },
    },
  ],
  tag_naming_rules: {
    case_sensitivity: true,
    allow_special_characters: false,
    max_key_length: 128,
    max_value_length: 256,
    reserved_prefixes: ['aws:'],
  },
} as const;
