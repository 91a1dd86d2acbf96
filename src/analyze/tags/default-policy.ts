import type { PolicyInForce } from '../../model/policy.ts';
import { loadPolicy } from './load-policy.ts';

/** What is asked where nobody has configured a policy: that spend can be charged to somebody. */
const DEFAULT_POLICY = {
  version: '2.0',
  required_tags: [
    { name: 'Owner', description: 'Who answers for it: a person or a team', applies_to: [] },
    {
      name: 'Environment',
      description: 'Stage of deployment',
      allowed_values: ['production', 'staging', 'development', 'test'],
      applies_to: [],
      enforcement: { case_sensitive: false, normalize_to: 'lowercase' },
    },
    { name: 'CostCenter', description: 'Who pays', applies_to: [] },
  ],
};

export const defaultPolicy = (): PolicyInForce =>
  loadPolicy({ text: JSON.stringify(DEFAULT_POLICY), source: 'default', fileName: 'the default policy' });
