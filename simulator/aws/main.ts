import { parseArgs } from 'node:util';
import { startSimulator } from '../start.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    resources: { type: 'string', default: '1500' },
    now: { type: 'string' },
    port: { type: 'string', default: '0' },
  },
});

const simulator = await startSimulator({
  seed: Number(values.seed),
  resources: Number(values.resources),
  port: Number(values.port),
  ...(values.now !== undefined && { now: new Date(values.now) }),
});

const facts = {
  url: simulator.url,
  access_key_id: simulator.credentials.accessKeyId,
  secret_access_key: simulator.credentials.secretAccessKey,
  accounts: simulator.truth.clouds.aws.accounts,
};
process.stdout.write(`${JSON.stringify(facts)}\n`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void simulator.close().then(() => process.exit(0)));
}
