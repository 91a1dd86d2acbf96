import { UserError } from '../../model/errors.ts';
import type { Secrets } from '../secrets.ts';
import { SECRET_FORMS, schemeIn } from './forms.ts';
import { SERVES_MS } from './limits.ts';
import type { SecretScheme } from './scheme.ts';

/**
 * Secrets by references of these schemes. What a service answered serves for five minutes; what is on this machine is read each
 * time.
 * @param now milliseconds since 1970, by which answers grow old.
 */
export function secretReferences(schemes: readonly SecretScheme[], now: () => number): Secrets {
  const answers = new Map<string, { readonly secret: string; readonly at: number }>();
  const loading = new Map<string, Promise<string>>();

  async function ask(scheme: SecretScheme, reference: string): Promise<string> {
    const secret = await scheme.read(partsOf(scheme, reference), reference);
    if (scheme.isRemote) answers.set(reference, { secret, at: now() });
    return secret;
  }

  return {
    async resolve(reference, refused) {
      const scheme = schemes.find(({ name }) => name === schemeIn(reference));
      if (!scheme)
        throw new UserError(
          `A secret is kept where this version can't read it: ${nameOf(reference)}. Use ${wordsOf(schemes)}.`,
        );
      const known = answers.get(reference);
      if (known && now() - known.at < SERVES_MS && known.secret !== refused) return known.secret;
      // All who are refused at once ask once.
      const asked = loading.get(reference) ?? ask(scheme, reference);
      loading.set(reference, asked);
      try {
        return await asked;
      } finally {
        loading.delete(reference);
      }
    },
  };
}

// What isn't a reference may be the secret.
function nameOf(reference: string): string {
  const scheme = schemeIn(reference);
  return scheme === undefined ? 'no reference' : `${scheme}://`;
}

const wordsOf = (schemes: readonly SecretScheme[]): string =>
  schemes.map(({ name }) => SECRET_FORMS[name].words).join(', ');

function partsOf({ name }: SecretScheme, reference: string): readonly (string | undefined)[] {
  const { pattern, words } = SECRET_FORMS[name];
  const parts = pattern.exec(reference)?.slice(1);
  if (parts) return parts;
  throw new UserError(`A reference to a secret is not complete: it is written ${words}.`);
}
