import type { Truth } from '../estate/truth.ts';
import { allChecks } from './all-checks.ts';
import type { Check } from './check.ts';
import { mcpClient } from './mcp-client.ts';
import { cloudsOf, truthOfCloud } from './truth-of-cloud.ts';

/** All checks of the unified server, and of each cloud's own with the truth of that cloud alone. */
export async function everyDoorsChecks(truth: Truth, mcp: string, signal: AbortSignal): Promise<readonly Check[]> {
  const checks = [...(await checksAt(mcp, truth, signal))];
  for (const cloud of cloudsOf(truth)) {
    const own = await checksAt(`${mcp}/${cloud}`, truthOfCloud(truth, cloud), signal);
    checks.push(...own.map((one) => ({ ...one, name: `${cloud} alone: ${one.name}` })));
  }
  return checks;
}

async function checksAt(url: string, truth: Truth, signal: AbortSignal): Promise<readonly Check[]> {
  const client = mcpClient(url, signal);
  try {
    return await allChecks(truth, client);
  } finally {
    await client.close();
  }
}
