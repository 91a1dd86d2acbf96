import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// Each package of the SDK costs a tenth of a second to load, and most runs need few of them.
test('no package of the SDK is loaded before an account is connected', () => {
  const script = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({
      resolve(specifier, context, next) {
        if (/^@(aws-sdk|smithy)\\//.test(specifier)) loaded.push(specifier);
        return next(specifier, context);
      },
    });
    await import(${JSON.stringify(join(import.meta.dirname, 'aws.ts'))});
    await import(${JSON.stringify(join(import.meta.dirname, 'account.ts'))});
    await import(${JSON.stringify(join(import.meta.dirname, 'permissions.ts'))});
    process.stdout.write(JSON.stringify(loaded));
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: '[]', stderr: '' });
});
