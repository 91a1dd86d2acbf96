import { defineConfig } from 'vitest/config';

// What needs more than Node and npm (emulators, conformance) has scripts of its own; everything named *.test.ts runs here.
export default defineConfig({
  test: { include: ['{src,simulator,scripts,test,bench}/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
});
