import { startSimulator } from '../start.ts';
import { drive, watched } from './driving/drive.ts';

// Other clients than the one that the simulator was written against: what both understand is what Azure says.
const simulator = await startSimulator({ resources: 3000, clouds: ['azure'], ...watched() });
const { azure } = simulator;
const facts = {
  ...{ url: azure.url, identity_url: azure.identityUrl, tenant_id: azure.tenantId },
  ...{ client_id: azure.clientId, client_secret: azure.clientSecret, management_group: azure.managementGroup },
};
await drive(simulator, 'azure_sdk', facts, { REQUESTS_CA_BUNDLE: azure.ca });
