// Builds what is published into dist/: the product in lazy chunks, the simulator beside it, and their package.json.
import { chmodSync, cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Metafile } from 'esbuild';

interface PackageFile {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');
const packageOf = (folder: string) =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as PackageFile;

const product = packageOf('src');
const simulator = packageOf('simulator');

/**
 * What stays outside: native code, and the cloud SDKs, which are many megabytes that most starts never load and that are
 * installed (and patched) as packages. Everything else is small and starts faster in one piece.
 */
const EXTERNAL = /^(?:@duckdb|@aws-sdk|@smithy|@azure|@google-cloud|google-auth-library|pino)(?:\/|$)/;

async function bundle(entry: string, outfolder: string): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [{ in: entry, out: 'main' }],
    outdir: join(dist, outfolder),
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.18',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    chunkNames: 'chunks/[name]-[hash]',
    metafile: true,
    logLevel: 'warning',
    // Some of what is bundled is CommonJS and asks for built-in modules by require.
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    plugins: [
      {
        name: 'external-packages',
        setup: ({ onResolve }) => onResolve({ filter: EXTERNAL }, ({ path }) => ({ path, external: true })),
      },
    ],
  });
  return metafile;
}

/** The packages that the built files import. */
function importedPackages(metafiles: readonly Metafile[]): Set<string> {
  const imports = metafiles.flatMap(({ outputs }) => Object.values(outputs).flatMap((output) => output.imports));
  const names = imports
    .filter(({ external, path }) => external && !isBuiltin(path))
    .map(({ path }) =>
      path
        .split('/')
        .slice(0, path.startsWith('@') ? 2 : 1)
        .join('/'),
    );
  return new Set(names);
}

function dependencies(names: ReadonlySet<string>): Record<string, string> {
  const versions = { ...simulator.dependencies, ...product.dependencies };
  return Object.fromEntries(
    [...names].sort().map((name) => {
      const version = versions[name];
      if (version === undefined) throw new Error(`${name} is imported but is no dependency of src or simulator`);
      return [name, version];
    }),
  );
}

rmSync(dist, { recursive: true, force: true });
const metafiles = [await bundle('src/main.ts', '.'), await bundle('simulator/main.ts', 'simulator')];
for (const file of ['README.md', 'LICENSE']) cpSync(join(root, file), join(dist, file));
cpSync(join(root, 'src/bin.js'), join(dist, 'bin.js'));
chmodSync(join(dist, 'bin.js'), 0o755);
const published = { ...product, dependencies: dependencies(importedPackages(metafiles)) };
writeFileSync(join(dist, 'package.json'), `${JSON.stringify(published, undefined, 2)}\n`);

const sizes = (readdirSync(dist, { recursive: true }) as string[])
  .map((path) => statSync(join(dist, path)))
  .filter((entry) => entry.isFile())
  .map(({ size }) => size);
const kilobytes = Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1024);
console.log(`dist: ${sizes.length} files, ${kilobytes} kB, ${Object.keys(published.dependencies).length} dependencies`);
