import type { GcpApi } from './api.ts';
import { cloudAsset } from './services/assets.ts';
import { bigQuery } from './services/bigquery/bigquery.ts';
import { type BigQuerySettings, createJobs } from './services/bigquery/jobs.ts';
import { compute } from './services/compute.ts';
import { iam } from './services/iam.ts';
import { monitoring } from './services/monitoring.ts';
import { recommender } from './services/recommender.ts';
import { resourceManager } from './services/resource-manager.ts';
import { secretManager } from './services/secret-manager.ts';
import { signIn } from './services/sign-in.ts';
import { storage } from './services/storage.ts';
import type { Tokens } from './tokens.ts';

/** Every API of Google's that the simulator speaks. No two share a path, so one address serves all of them. */
export const gcpApis = (tokens: Tokens, settings: BigQuerySettings): readonly GcpApi[] => [
  ...signIn(tokens),
  cloudAsset,
  resourceManager,
  recommender,
  monitoring,
  iam,
  bigQuery(createJobs(settings)),
  storage,
  secretManager(),
  compute,
];
