// What the product makes of an AWS that we did not write. Needs python3 with pip, and nothing else.
import { join } from 'node:path';
import { NoPython, pythonEnvironment } from '../../scripts/python-environment.ts';
import { baselineOf } from './baseline.ts';
import { createChecks, equal } from './checks.ts';
import { fill } from './estate/fill.ts';
import { startMoto } from './moto.ts';
import { placesOf } from './places.ts';
import { newProduct } from './product.ts';
import { checkWholeEstate } from './scenarios/whole-estate.ts';
import { settingsFor } from './settings.ts';

const checks = createChecks();

async function main(): Promise<void> {
  const python = pythonEnvironment(join(import.meta.dirname, 'requirements.txt'));
  const moto = await startMoto(python);
  try {
    const places = await placesOf(moto.url);
    const seconds = stopwatch();
    const baseline = await baselineOf(places);
    const planted = await fill(places);
    const estate = [...baseline, ...planted];
    checks.section('An estate in moto');
    checks.say(`${baseline.length} resources of its own, ${planted.length} planted in ${seconds()} s`);
    const product = newProduct(settingsFor(moto.url));
    await checks.check('collect: done and complete', async () => {
      const { code, stderr, stdout, seconds: elapsed } = await product.run('collect', '--what', 'inventory', '--json');
      checks.say(`collected in ${elapsed.toFixed(1)} s`);
      equal(code, 0, `exit code; ${stdout.slice(0, 2000)}; ${stderr.slice(-500)}`);
    });
    await checkWholeEstate(checks, product, estate);
  } finally {
    await moto.stop();
  }
}

const stopwatch = () => {
  const begun = performance.now();
  return () => ((performance.now() - begun) / 1000).toFixed(1);
};

try {
  await main();
  process.exitCode = checks.end().failed > 0 ? 1 : 0;
} catch (error) {
  console.error(error instanceof NoPython ? error.message : error);
  process.exitCode = 1;
}
