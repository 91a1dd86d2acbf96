import { azureFamily, nameOfItsOwn, pickNear, plantedNear } from './azure-resource.ts';

/** What people name in one space of all customers. */
const globalName = (name: string, most: number, end: string): string =>
  `${name.replaceAll(/[^a-z0-9]/g, '').slice(0, most - end.length)}${end}`;

const ready = { provisioningState: 'Succeeded' };

export const storageAccounts = azureFamily({
  type: 'Microsoft.Storage/storageAccounts',
  weight: 6,
  role: 'st',
  plan(random, { context }, named) {
    const name = globalName(named, 24, random.hex(6));
    const created = random.moment(new Date(context.now.getTime() - 94_608_000_000), context.now);
    return {
      name,
      kind: random.weighted([
        ['StorageV2', 85],
        ['BlobStorage', 5],
        ['FileStorage', 5],
        ['Storage', 5],
      ] as const),
      createdAt: created,
      sku: { name: random.pick(['Standard_LRS', 'Standard_GRS', 'Standard_ZRS', 'Premium_LRS']), tier: 'Standard' },
      properties: {
        ...ready,
        accessTier: random.pick(['Hot', 'Cool']),
        creationTime: created.toISOString(),
        supportsHttpsTrafficOnly: true,
        minimumTlsVersion: random.pick(['TLS1_0', 'TLS1_2']),
        primaryEndpoints: { blob: `https://${name}.blob.core.windows.net/` },
        statusOfPrimary: 'available',
      },
    };
  },
});

const planType = 'Microsoft.Web/serverfarms';

export const appServicePlans = azureFamily({
  type: planType,
  weight: 2,
  role: 'plan',
  plan: (random) => ({
    kind: random.pick(['app', 'linux', 'functionapp']),
    sku: random.pick([
      { name: 'B1', tier: 'Basic', size: 'B1', family: 'B', capacity: 1 },
      { name: 'S1', tier: 'Standard', size: 'S1', family: 'S', capacity: 2 },
      { name: 'P1v3', tier: 'PremiumV3', size: 'P1v3', family: 'Pv3', capacity: 1 },
      { name: 'Y1', tier: 'Dynamic', size: 'Y1', family: 'Y', capacity: 0 },
    ]),
    properties: { ...ready, status: 'Ready', numberOfSites: random.chance(0.15) ? 0 : random.int(1, 5) },
  }),
});

export const sites = azureFamily({
  type: 'Microsoft.Web/sites',
  weight: 4,
  role: 'app',
  plan(random, place, named, group) {
    const hosted = pickNear(random, place, planType)?.id ?? place.idOf(planType, 'shared-plan', group);
    const insights = place.idOf('Microsoft.Insights/components', `${named}-insights`, group);
    const name = nameOfItsOwn(random, named);
    return {
      name,
      kind: random.pick(['app', 'app,linux', 'functionapp', 'functionapp,linux']),
      properties: {
        state: random.chance(0.9) ? 'Running' : 'Stopped',
        enabled: true,
        serverFarmId: random.chance(0.15) ? hosted.toLowerCase() : hosted,
        defaultHostName: `${name}.azurewebsites.net`,
        httpsOnly: random.chance(0.8),
      },
      // The portal links an app to its telemetry by a tag of its own.
      ...(random.chance(0.3) && { systemTags: { [`hidden-link: ${insights}`]: 'Resource' } }),
    };
  },
});

const serverType = 'Microsoft.Sql/servers';

export const sqlServers = azureFamily({
  type: serverType,
  weight: 1,
  role: 'sql',
  plan(random, _, named) {
    const name = nameOfItsOwn(random, named);
    return {
      name,
      kind: 'v12.0',
      properties: { state: 'Ready', version: '12.0', fullyQualifiedDomainName: `${name}.database.windows.net` },
    };
  },
});

const databaseSkus = [
  { name: 'GP_Gen5', tier: 'GeneralPurpose', family: 'Gen5', capacity: 2 },
  { name: 'GP_S_Gen5', tier: 'GeneralPurpose', family: 'Gen5', capacity: 1 },
  { name: 'BC_Gen5', tier: 'BusinessCritical', family: 'Gen5', capacity: 4 },
  { name: 'Standard', tier: 'Standard', capacity: 50 },
  { name: 'Basic', tier: 'Basic', capacity: 5 },
] as const;

export const sqlDatabases = azureFamily({
  type: 'Microsoft.Sql/servers/databases',
  weight: 4,
  role: 'db',
  plan(random, place, named, group) {
    // Every server has one of its own, which comes first.
    const mastered = plantedNear(place, serverType)[place.position];
    const server = mastered ?? pickNear(random, place, serverType);
    const held = {
      name: `${server?.name ?? `sql-shared-${place.region}`}/${mastered ? 'master' : named}`,
      ...(server && { group: { ...group, name: server.detail.resourceGroup } }),
    };
    if (mastered) return { ...held, untaggable: true, ...masterDatabase };
    const sku = random.pick(databaseSkus);
    const serverless = sku.name === 'GP_S_Gen5';
    return {
      ...held,
      kind: serverless ? 'v12.0,user,vcore,serverless' : 'v12.0,user',
      sku,
      properties: {
        status: serverless && random.chance(0.4) ? 'Paused' : 'Online',
        maxSizeBytes: random.pick([2, 32, 250]) * 1_073_741_824,
        currentServiceObjectiveName: sku.name,
        currentSku: sku,
        zoneRedundant: random.chance(0.2),
        ...(serverless && { autoPauseDelay: 60, minCapacity: 0.5 }),
      },
    };
  },
});

const masterDatabase = {
  kind: 'v12.0,system',
  sku: { name: 'System', tier: 'System', capacity: 0 },
  properties: { status: 'Online', currentServiceObjectiveName: 'System0', zoneRedundant: false },
};

export const cosmosAccounts = azureFamily({
  type: 'Microsoft.DocumentDB/databaseAccounts',
  weight: 2,
  role: 'cosmos',
  plan(random, { region }, named) {
    const name = nameOfItsOwn(random, named);
    return {
      name,
      kind: random.pick(['GlobalDocumentDB', 'MongoDB']),
      properties: {
        ...ready,
        databaseAccountOfferType: 'Standard',
        documentEndpoint: `https://${name}.documents.azure.com:443/`,
        capabilities: random.chance(0.3) ? [{ name: 'EnableServerless' }] : [],
        locations: [{ locationName: region, failoverPriority: 0, isZoneRedundant: false }],
      },
    };
  },
});

export const redisCaches = azureFamily({
  type: 'Microsoft.Cache/redis',
  weight: 1,
  role: 'redis',
  plan(random, _, named) {
    const name = nameOfItsOwn(random, named);
    // The cache tells its size among its properties, and has no sku beside them.
    return {
      name,
      properties: {
        ...ready,
        sku: random.pick([
          { name: 'Basic', family: 'C', capacity: 0 },
          { name: 'Standard', family: 'C', capacity: 1 },
          { name: 'Premium', family: 'P', capacity: 1 },
        ]),
        hostName: `${name}.redis.cache.windows.net`,
        redisVersion: '6.0',
      },
    };
  },
});

export const keyVaults = azureFamily({
  type: 'Microsoft.KeyVault/vaults',
  weight: 3,
  role: 'kv',
  plan(random, { account }, named) {
    const name = nameOfItsOwn(random, named.slice(0, 19).replace(/-+$/, ''));
    return {
      name,
      properties: {
        ...ready,
        tenantId: account.tenantId,
        sku: { family: 'A', name: random.pick(['standard', 'premium']) },
        vaultUri: `https://${name}.vault.azure.net/`,
        enableSoftDelete: true,
        enableRbacAuthorization: random.chance(0.6),
      },
    };
  },
});

export const logWorkspaces = azureFamily({
  type: 'Microsoft.OperationalInsights/workspaces',
  weight: 1,
  role: 'log',
  plan: (random) => ({
    properties: {
      ...ready,
      sku: { name: 'PerGB2018' },
      retentionInDays: random.pick([30, 90, 365]),
      workspaceCapping: { dailyQuotaGb: random.pick([-1, 5]) },
    },
  }),
});
