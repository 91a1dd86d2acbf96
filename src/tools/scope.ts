import * as z from 'zod';
import { CLOUDS } from '../model/cloud.ts';

/** What every read is narrowed by. Older clients nest the same keys under `filters`. */
export const scopeInput = {
  cloud_provider: z.enum([...CLOUDS, 'all']).optional(),
  accounts: z.array(z.string().max(200)).max(1000).optional(),
  regions: z.array(z.string().max(64)).max(200).optional(),
  resource_types: z.array(z.string().max(200)).max(500).optional().describe('Provider types or kinds; "all"'),
  filters: z.record(z.string().max(64), z.union([z.string(), z.array(z.string())])).optional(),
};

/** How much of the scope the answer rests on. */
export const dataQuality = z.looseObject({
  status: z.enum(['complete', 'partial', 'stale', 'empty']),
  as_of: z.string().nullable(),
  oldest_as_of: z.string().nullable(),
  gaps: z.array(z.looseObject({})),
  note: z.string(),
});
