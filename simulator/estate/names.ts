import { applications } from './policy.ts';
import type { Random } from './random.ts';

export interface PlantedName {
  readonly name: string;
  readonly application: string;
  readonly environment: string;
}

const shortEnvironment: Readonly<Record<string, string>> = {
  production: 'prod',
  staging: 'stg',
  development: 'dev',
  test: 'test',
};

/** A name that a person would give, such as `checkout-prod-web-07`; hand it to `plantTags` so that the tags agree. */
export function plantName(random: Random, role: string): PlantedName {
  const application = random.pick(applications).name;
  const environment = random.weighted([
    ['production', 45],
    ['development', 30],
    ['staging', 15],
    ['test', 10],
  ] as const);
  const number = String(random.int(1, 99)).padStart(2, '0');
  return { name: `${application}-${shortEnvironment[environment]}-${role}-${number}`, application, environment };
}
