import { fileURLToPath } from 'node:url';
import { checkArrows } from './arrows.ts';

const { modules, violations } = await checkArrows(process.argv[2] ?? fileURLToPath(new URL('..', import.meta.url)));
for (const violation of violations) console.error(violation);
console.log(`${modules} modules, ${violations.length} violations of the arrows.`);
// A checker that reads nothing finds nothing wrong.
process.exitCode = violations.length === 0 && modules > 0 ? 0 : 1;
