import type { Cloud } from '../cloud.ts';

/** Google Cloud. Its collectors and the package that signs in are loaded when an account is connected and read. */
export const gcp: Cloud = {
  name: 'gcp',
  async connect(settings, send, secrets) {
    const { connectAccount } = await import('./account.ts');
    return connectAccount(settings, send, secrets);
  },
};
