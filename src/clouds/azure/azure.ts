import type { Cloud } from '../cloud.ts';

/** Microsoft Azure. Its collectors and the sign-in's package are loaded when an account is connected and read. */
export const azure: Cloud = {
  name: 'azure',
  async connect(settings, send, secrets) {
    const { connectTenant } = await import('./account.ts');
    return connectTenant(settings, send, secrets);
  },
};
