// Writes docs/reference/simulator-shapes.md from what the judges of shapes find: takes the minutes that they take.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pythonEnvironment } from '../../../scripts/python-environment.ts';
import { createChecks } from '../checks.ts';
import { NOTE, noteOf } from './note.ts';
import { checkShapes } from './shapes.ts';

const checks = createChecks();
const report = await checkShapes(checks, pythonEnvironment(join(import.meta.dirname, '..', 'requirements.txt')));
writeFileSync(NOTE, noteOf(report));
process.exitCode = checks.end().failed > 0 ? 1 : 0;
