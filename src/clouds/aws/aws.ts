import type { Cloud } from '../cloud.ts';

/** Amazon Web Services. Its collectors and SDK packages are loaded when an account is connected and read. */
export const aws: Cloud = {
  name: 'aws',
  async connect(settings, send) {
    const { connectAccount } = await import('./account.ts');
    return connectAccount(settings, send);
  },
};
