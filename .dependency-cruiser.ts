// The arrows of the architecture: who may import whom. `scripts/check-arrows.ts` runs it, and a test plants a violation of each.

/** Folder → folders of ours that it may import. What composes (app, main, doctor, setup) may import everything. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  clouds: ['model'],
  store: ['model'],
  collect: ['model', 'clouds', 'store'],
  analyze: ['model', 'store'],
  tools: ['model', 'store', 'collect', 'analyze'],
  serve: ['model', 'tools'],
  config: ['model', 'clouds', 'collect', 'analyze'],
  accounts: ['model', 'clouds', 'collect', 'store', 'serve', 'config'],
};

/** Packages → the only folder that may import them. */
export const onlyIn = {
  '@aws-sdk|@smithy|@azure|@google-cloud|google-auth-library': 'clouds',
  '@duckdb': 'store',
  croner: 'collect',
  '@modelcontextprotocol|@hono|hono|commander': 'serve',
};

// What only tests import may reach wider.
const tests = '/testing/|/__fixtures__/';

const rules = [
  ...Object.entries(mayImport).map(([folder, allowed]) => ({
    name: `${folder}-imports`,
    comment: `${folder} may import ${allowed.join(', ') || 'nothing of ours'}`,
    severity: 'error',
    from: { path: `^src/${folder}/`, pathNot: tests },
    to: { path: '^src/', pathNot: `^src/(?:${[folder, ...allowed].join('|')}|node_modules)/` },
  })),
  ...Object.entries(onlyIn).map(([packages, folder]) => ({
    name: `packages-only-in-${folder}`,
    comment: `${packages} belong to src/${folder}`,
    severity: 'error',
    from: { path: '^src/', pathNot: `^src/${folder}/|${tests}` },
    to: { path: `(?:^|node_modules/)(?:${packages})(?:/|$)` },
  })),
  {
    name: 'sql-only-in-store',
    comment: 'databases belong to src/store',
    severity: 'error',
    from: { path: '^src/', pathNot: `^src/store/|${tests}` },
    to: { path: '^(?:node:)?sqlite$' },
  },
  {
    name: 'model-uses-zod-alone',
    comment: 'model may import no package but zod',
    severity: 'error',
    from: { path: '^src/model/', pathNot: tests },
    to: { path: 'node_modules/', pathNot: 'node_modules/zod/' },
  },
  {
    name: 'cloud-imports-no-other',
    comment: 'a cloud may not import another cloud; where secrets are kept is no cloud, and imports none either',
    severity: 'error',
    from: { path: '^src/clouds/([^/]+)/' },
    to: { path: '^src/clouds/[^/]+/', pathNot: '^src/clouds/(?:$1|secrets)/' },
  },
  {
    name: 'simulator-imports-nothing-of-src',
    comment: 'the simulator proves the product, so it may share nothing with it',
    severity: 'error',
    from: { path: '^simulator/', pathNot: tests },
    to: { path: '^src/' },
  },
  {
    name: 'src-imports-nothing-of-the-simulator',
    comment: 'the product has no demo branch',
    severity: 'error',
    from: { path: '^src/', pathNot: tests },
    to: { path: '^simulator/' },
  },
  {
    name: 'no-cycles',
    comment: 'files that import each other are one file',
    severity: 'error',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'resolvable',
    comment: 'what is imported exists',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];

export const configuration = {
  forbidden: rules,
  options: {
    // The TypeScript of this workspace has no API that the cruiser could use.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    // Tests may reach wider than any arrow; and the parser does not know `using`, which they use.
    exclude: { path: '^dist/|\\.(?:test|contract)\\.ts$' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
