import { CloudError } from '../model/errors.ts';

/** What a sign-in gives: a token, a session; in the place of what was refused another one, where there is another. */
export type SignedIn<Given> = (refused?: Given) => Promise<Given>;

/**
 * Asks with what the sign-in gives. A cloud may refuse that before the time that it told is over, because it was revoked, a
 * clock is off or a call waited long for its turn: then it is asked once more with another.
 */
export async function askSignedIn<Given, Answer>(
  signedIn: SignedIn<Given>,
  ask: (given: Given) => Promise<Answer>,
): Promise<Answer> {
  const given = await signedIn();
  try {
    return await ask(given);
  } catch (error) {
    if (!(error instanceof CloudError) || error.facts.credentials !== 'expired') throw error;
    return ask(await signedIn(given));
  }
}
