import type { User } from '@aws-sdk/client-iam';
import type { AwsClients } from './clients.ts';
import { itemsOf, tokenPages } from './tagged.ts';

/** Every user, page after page, asked once for the collectors of users and of access keys. */
export async function* iamUsers(clients: AwsClients): AsyncIterable<User> {
  const { ListUsersCommand } = await import('@aws-sdk/client-iam');
  const client = await clients.client('iam', clients.home);
  const ask = (Marker: string | undefined) =>
    clients.once(`users ${Marker ?? ''}`, () => client.send(new ListUsersCommand({ MaxItems: 1000, Marker })));
  const pages = tokenPages('iam:ListUsers', ask, (page) => (page.IsTruncated ? page.Marker : undefined));
  yield* itemsOf(pages, ({ Users }) => Users);
}
