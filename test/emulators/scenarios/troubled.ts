import { countsBy, everyPage, qualityOf, textOf } from '../answers.ts';
import { type Checks, equal, holds, sameSet } from '../checks.ts';
import type { Planted } from '../estate/planted.ts';
import { ACCOUNTS, REGIONS } from '../places.ts';
import { newProduct } from '../product.ts';
import { startProxy } from '../proxy/proxy.ts';
import { settingsFor } from '../settings.ts';

// Enough for what works, of which the buckets take longest.
const DEADLINE_SECONDS = 45;
const AT_ONCE = 5;
const THROTTLED = ['rds:cluster', 'rds:cluster-snapshot', 'rds:db', 'rds:snapshot'];
const HANGING = ['lambda:function'];
// Starting the command, connecting, publishing.
const MARGIN_SECONDS = 15;

/** One service throttles for ever, another never answers: those are missing, and nothing else is. */
export async function checkTroubled(
  checks: Checks,
  target: string,
  estate: readonly Planted[],
  healthySeconds: number,
): Promise<void> {
  checks.section('RDS throttles for ever, Lambda hangs');
  const rule = ({ service }: { service: string }) =>
    service === 'rds' ? 'throttle' : service === 'lambda' ? 'hang' : 'pass';
  const proxy = await startProxy({ target, rule });
  const healthy = estate.filter(({ type }) => ![...THROTTLED, ...HANGING].includes(type));
  const product = newProduct(
    settingsFor(proxy.url, { deadline_seconds: DEADLINE_SECONDS, max_parallel_regions: AT_ONCE }),
  );
  const troubled = (THROTTLED.length + HANGING.length) * REGIONS.length;
  const bound = healthySeconds + Math.ceil(troubled / AT_ONCE) * DEADLINE_SECONDS + MARGIN_SECONDS;
  try {
    const { code, seconds } = await product.run('collect', '--what', 'inventory', '--json');
    checks.say(`collected in ${seconds.toFixed(1)} s; at most ${bound.toFixed(1)} s by the deadlines`);
    await checks.check('collect: done with gaps, in the time that the deadlines give', () => {
      equal(code, 3, 'exit code');
      holds(seconds <= bound, `took ${seconds.toFixed(1)} s`);
    });
    await product.session(async (ask) => {
      const { first, rows } = await everyPage(ask, 'search_resources', {}, 'resources');
      await checks.check('exactly those units are gaps', () => {
        const units = (types: readonly string[], reason: string) =>
          types.flatMap((type) =>
            ACCOUNTS.flatMap((account) => REGIONS.map((region) => `${account} ${region} ${type} ${reason}`)),
          );
        const gaps = qualityOf(first).gaps.map(
          ({ account, region, resource_type, reason }) => `${account} ${region} ${resource_type} ${reason}`,
        );
        for (const [words, count] of Object.entries(countsBy(qualityOf(first).gaps, ({ detail }) => detail)))
          checks.say(`${count} × ${words}`);
        equal(qualityOf(first).status, 'partial', 'status');
        sameSet(gaps, [...units(THROTTLED, 'throttled'), ...units(HANGING, 'timeout')], 'gaps');
      });
      await checks.check('everything else is complete', () => {
        const found = rows
          .filter((row) => ![...THROTTLED, ...HANGING].includes(textOf(row, 'resource_type')))
          .map((row) => textOf(row, 'resource_id'));
        sameSet(
          found,
          healthy.map(({ id }) => id),
          'resources',
        );
      });
      await checks.check('check_tag_compliance: partial, and says so', async () => {
        const answer = await ask('check_tag_compliance', { limit: 1 });
        equal(qualityOf(answer).status, 'partial', 'status');
        holds(/could not be read/.test(qualityOf(answer).note), qualityOf(answer).note);
      });
    });
  } finally {
    await proxy.stop();
    product.discard();
  }
}
