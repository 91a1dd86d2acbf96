import { aws } from './aws/cloud.ts';
import { azure } from './azure/cloud.ts';
import type { CloudEstate } from './cloud-estate.ts';
import { gcp } from './gcp/cloud.ts';

/** The clouds in which the company has something. */
export const cloudEstates: readonly CloudEstate[] = [aws, azure, gcp];
