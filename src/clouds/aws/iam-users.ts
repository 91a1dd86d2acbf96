import type { User } from '@aws-sdk/client-iam';
import type { AwsClients } from './clients.ts';
import { nextMarker } from './next-marker.ts';

/** Every user, page after page, asked once for the collectors of users and of access keys. */
export async function* iamUsers(clients: AwsClients): AsyncIterable<User> {
  const { ListUsersCommand } = await import('@aws-sdk/client-iam');
  const client = await clients.client('iam', clients.home);
  let marker: string | undefined;
  do {
    const Marker = marker;
    const page = await clients.once(`users ${Marker ?? ''}`, () =>
      client.send(new ListUsersCommand({ MaxItems: 1000, Marker })),
    );
    yield* page.Users ?? [];
    marker = nextMarker(page.IsTruncated ? page.Marker : undefined, Marker, 'iam:ListUsers');
  } while (marker);
}
