/** The longest secret: what Secrets Manager and Secret Manager keep at most. */
export const MOST_SECRET_BYTES = 64 * 1024;

/** How long the answer of a service serves: a secret that was rotated is used after that, or as soon as the old one is refused. */
export const SERVES_MS = 5 * 60_000;
