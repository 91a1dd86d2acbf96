// Writes what is made from other files. `--check` writes nothing and fails when something is stale.
import { join } from 'node:path';
import { type GeneratedFile, staleFiles, writeGenerated } from './generated-file.ts';
import { generatedLists } from './generated-lists.ts';

const root = join(import.meta.dirname, '..');
const checking = process.argv.includes('--check');

function bring(files: readonly GeneratedFile[]): void {
  for (const file of staleFiles(root, files)) {
    if (checking) {
      console.error(`${file.path} is stale: npm run generate`);
      process.exitCode = 1;
    } else {
      writeGenerated(root, file);
      console.error(`wrote ${file.path}`);
    }
  }
}

bring(generatedLists(root));
// The references read the lists, so that they are loaded when those are current.
const { generatedReferences } = await import('./generated-references.ts');
bring(await generatedReferences());
