import type { Send } from '../clouds/calls.ts';
import { environmentScheme } from '../clouds/secrets/environment.ts';
import { fileScheme } from '../clouds/secrets/file.ts';
import type { SchemeName } from '../clouds/secrets/forms.ts';
import { secretReferences } from '../clouds/secrets/references.ts';
import type { SecretScheme } from '../clouds/secrets/scheme.ts';
import type { Secrets } from '../clouds/secrets.ts';
import type { Time } from '../collect/time.ts';

// Of one question, with all that it is asked again.
const LONGEST_MS = 30_000;

export interface SecretSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly time: Time;
  /** Told what is odd and stops nothing, each time it is met. */
  warn(sentence: string): void;
}

/** Secrets wherever a reference may lead. What asks a cloud is loaded when its scheme is used. */
export function openSecrets({ environment, time, warn }: SecretSources): Secrets {
  let sending: Promise<Send> | undefined;
  // They have quotas of their own, which no collection draws on, and somebody waits for them.
  const send: Send = async (call, attempt) => {
    sending ??= senderOf(time);
    return (await sending)(call, attempt);
  };
  return secretReferences(
    [
      environmentScheme(environment),
      fileScheme(warn),
      lazy('aws-sm', async () =>
        (await import('../clouds/aws/secrets-manager.ts')).secretsManagerScheme(send, environment),
      ),
      lazy('azure-kv', async () => (await import('../clouds/azure/key-vault.ts')).keyVaultScheme(send)),
      lazy('gcp-sm', async () => (await import('../clouds/gcp/secret-manager.ts')).secretManagerScheme(send)),
    ],
    () => time.now().getTime(),
  );
}

async function senderOf(time: Time): Promise<Send> {
  const [{ createSender }, { createRateLimiter }, { ratesWith }, { currentUnit, withinDeadline }] = await Promise.all([
    import('../collect/sending/send.ts'),
    import('../collect/sending/rate-limit.ts'),
    import('../collect/sending/rates.ts'),
    import('../collect/sending/unit-of-work.ts'),
  ]);
  const { send } = createSender(createRateLimiter(time, ratesWith()), time);
  return (call, attempt) => {
    const signal = currentUnit()?.signal ?? new AbortController().signal;
    return withinDeadline(time, { id: call.action, deadlineMs: LONGEST_MS, signal }, () => send(call, attempt));
  };
}

function lazy(name: SchemeName, load: () => Promise<SecretScheme>): SecretScheme {
  let loaded: Promise<SecretScheme> | undefined;
  return {
    name,
    isRemote: true,
    async read(parts, reference) {
      loaded ??= load();
      return (await loaded).read(parts, reference);
    },
  };
}

/** The same secrets; each that was looked up is told. */
export const tellingEach = (secrets: Secrets, tell: (secret: string) => void): Secrets => ({
  async resolve(reference, refused) {
    const secret = await secrets.resolve(reference, refused);
    tell(secret);
    return secret;
  },
});
