// What the JSON of Google credentials says beside its secrets; left out of a log, it could no longer be read.
const PUBLIC = new Set([
  ...['type', 'project_id', 'quota_project_id', 'client_id', 'client_email', 'universe_domain', 'audience'],
  ...['auth_uri', 'token_uri', 'token_url', 'token_info_url', 'auth_provider_x509_cert_url', 'client_x509_cert_url'],
  ...['subject_token_type', 'service_account_impersonation_url'],
]);

// What is shorter is part of ordinary words.
const SHORTEST_SECRET = 6;

/** As it stands inside of JSON. */
const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

/** Whatever a secret looks like in a line of JSON: itself and what it holds, plain or as an address or another text of JSON has it. */
export function formsOf(secret: string): readonly string[] {
  const parts = [secret, ...stringsIn(secret)].filter(({ length }) => length >= SHORTEST_SECRET);
  const forms = parts.flatMap((part) => {
    const encoded = encodeURIComponent(part.toWellFormed());
    const asField = new URLSearchParams({ _: part }).toString().slice('_='.length);
    return [part, inJson(part), encoded, withSmallHex(encoded), asField, withSmallHex(asField)];
  });
  // The longest first: what is left of one may be no form of its parts.
  return [...new Set(forms.flatMap((form) => [inJson(form), inJson(inJson(form))]))].sort(
    (a, b) => b.length - a.length,
  );
}

const withSmallHex = (encoded: string): string => encoded.replace(/%[0-9A-F]{2}/g, (byte) => byte.toLowerCase());

function stringsIn(text: string): readonly string[] {
  if (!/^\s*[{[]/.test(text)) return [];
  try {
    return leavesOf(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function leavesOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => (PUBLIC.has(key) ? [] : leavesOf(one)));
}
