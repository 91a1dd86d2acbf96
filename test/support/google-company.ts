import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Simulator } from '../../simulator/start.ts';
import type { Send } from '../../src/clouds/calls.ts';
import type { AccountSettings, Connection } from '../../src/clouds/cloud.ts';
import { gcp } from '../../src/clouds/gcp/gcp.ts';
import { environmentSecrets } from '../../src/clouds/secrets.ts';
import { plainSend, simulatedCompany } from './aws.ts';

export interface GoogleCompany {
  readonly simulator: Simulator;
  /** What the product is configured with to read all of it. */
  settings(): AccountSettings;
  connect(send?: Send): Promise<Connection>;
}

/** A simulated company in Google Cloud, for the tests of one file. */
export function googleCompany(resources: number): GoogleCompany {
  const company = simulatedCompany({ resources, clouds: ['gcp'] });
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'google-company-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  function settings(): AccountSettings {
    const { url, organization, billing, writeCredentials } = company.simulator.gcp;
    return { cloud: 'gcp', organization, billing, endpoint: url, credentials: writeCredentials(folder) };
  }
  return {
    get simulator() {
      return company.simulator;
    },
    settings,
    connect: (send = plainSend) => gcp.connect(settings(), send, environmentSecrets({})),
  };
}
