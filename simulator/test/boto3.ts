import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startSimulator } from '../start.ts';

// Another SDK than the one that the simulator was written against: what both understand is what AWS says.
const simulator = await startSimulator({ resources: 3000 });
const { accessKeyId, secretAccessKey } = simulator.credentials;
const facts = { url: simulator.url, access_key_id: accessKeyId, secret_access_key: secretAccessKey };
const script = fileURLToPath(new URL('boto3/drive.py', import.meta.url));
const python = process.env.CLOUDOPTIMA_PYTHON ?? 'python3';

const driver = spawn(python, ['-B', script, JSON.stringify(facts)], { stdio: 'inherit' });
driver.once('error', (error) => process.stderr.write(`${python} can't be started: ${error.message}\n`));
process.exitCode = await new Promise<number>((resolve) => driver.once('close', (code) => resolve(code ?? 1)));
await simulator.close();
