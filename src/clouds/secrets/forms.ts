/** How a reference to a secret is written, by where the secret is kept. */
export interface SecretForm {
  /** For people. */
  readonly words: string;
  /** Its groups are the parts. */
  readonly pattern: RegExp;
}

export const SECRET_FORMS = {
  env: { words: 'env://<VARIABLE>', pattern: /^env:\/\/([A-Za-z_][A-Za-z0-9_]*)$/ },
  file: { words: 'file:///<path>', pattern: /^(file:\/\/\/[^?#]+)$/ },
  'aws-sm': { words: 'aws-sm://<secret>[#<key>]', pattern: /^aws-sm:\/\/([\w/+=.@:-]{1,2048})(?:#(\S{1,200}))?$/ },
  'azure-kv': {
    words: 'azure-kv://<vault>/<secret>[/<version>]',
    // A vault is a name, a host, or the address of an emulator.
    pattern: /^azure-kv:\/\/(https?:\/\/[^/\s@?#\\]+|[^/\s@?#\\]+)\/([0-9A-Za-z-]{1,127})(?:\/([0-9A-Za-z]{1,64}))?$/,
  },
  'gcp-sm': {
    words: 'gcp-sm://projects/<project>/secrets/<secret>[/versions/<version>]',
    pattern:
      /^gcp-sm:\/\/projects\/([a-z0-9][a-z0-9.:-]{0,99})\/secrets\/([\w-]{1,255})(?:\/versions\/([\w-]{1,63}))?$/,
  },
} as const satisfies Readonly<Record<string, SecretForm>>;

export type SchemeName = keyof typeof SECRET_FORMS;

/** Any of them, as one pattern. */
export const SECRET_REFERENCE = new RegExp(
  Object.values(SECRET_FORMS)
    .map(({ pattern }) => pattern.source)
    .join('|'),
);

/** All of them, for a sentence. */
export const SECRET_WORDS = Object.values(SECRET_FORMS)
  .map(({ words }) => words)
  .join(', ');

/** `env` of `env://…`; undefined for what is no reference, and may be a secret itself. */
export const schemeIn = (text: string): string | undefined => /^([a-z][a-z-]{0,30}):\/\//.exec(text)?.[1];
