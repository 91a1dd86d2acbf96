import { startSimulator } from '../start.ts';
import { drive, watched } from './driving/drive.ts';

// Another SDK than the one that the simulator was written against: what both understand is what AWS says.
const simulator = await startSimulator({ resources: 3000, ...watched() });
const { accessKeyId, secretAccessKey } = simulator.credentials;
const facts = { url: simulator.url, access_key_id: accessKeyId, secret_access_key: secretAccessKey };
await drive(simulator, 'boto3', facts);
