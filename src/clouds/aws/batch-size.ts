import type { AwsClients } from './clients.ts';

type Input = Readonly<Record<string, unknown>>;

/** Any client of the SDK, as far as its calls can be changed before they are made. */
interface AnyClient {
  middlewareStack: {
    add(
      middleware: (
        next: (args: { input: Input }) => Promise<unknown>,
        context: { commandName?: string },
      ) => (args: { input: Input }) => Promise<unknown>,
      options: object,
    ): void;
  };
}

// What the services call the length of a page.
const LENGTHS = new Set([
  'Limit',
  'MaxBuckets',
  'MaxItems',
  'MaxRecords',
  'MaxResults',
  'PageSize',
  'limit',
  'maxResults',
]);

/** A text where the service has it so. */
function shorter(value: unknown, most: number): unknown {
  if (typeof value === 'number') return Math.min(value, most);
  return typeof value === 'string' && Number(value) > most ? String(most) : value;
}

/** What a call asks for, in pages of at most so many. Tags are no page of a list: all of a resource's come at once. */
export const inputWithin = (command: string, input: Input, most: number): Input =>
  command.startsWith('ListTags')
    ? input
    : Object.fromEntries(
        Object.entries(input).map(([key, value]) => [key, LENGTHS.has(key) ? shorter(value, most) : value]),
      );

/** The clients, whose lists come in pages of at most so many: of as many as each operation gives at most, where that is fewer. */
export function withBatchSize(clients: AwsClients, most: number | undefined): AwsClients {
  if (most === undefined) return clients;
  return {
    ...clients,
    async client(service, region) {
      const client = await clients.client(service, region);
      const any = client as unknown as AnyClient;
      // The same client is handed out again and again.
      const options = { step: 'initialize', name: 'batch-size', override: true };
      any.middlewareStack.add(
        (next, { commandName = '' }) =>
          (args) =>
            next({ ...args, input: inputWithin(commandName, args.input, most) }),
        options,
      );
      return client;
    },
  };
}
