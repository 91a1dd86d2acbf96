const HOST = /^[a-z0-9:][a-z0-9.:-]{0,252}$/i;

/** What Node.js says of a connection that came to nothing. */
interface SocketError {
  readonly code?: unknown;
  readonly hostname?: unknown;
  readonly address?: unknown;
  readonly port?: unknown;
}

/** The host that was meant, as far as the error says it and it can be shown. */
function hostIn({ hostname, address, port }: SocketError): string | undefined {
  const host = typeof hostname === 'string' ? hostname : address;
  if (typeof host !== 'string' || !HOST.test(host)) return undefined;
  return typeof port === 'number' ? `${host}:${port}` : host;
}

/** What helps where nobody answered: which host it was, and what to look at. */
export function silenceAdvice(error: unknown): string | undefined {
  let one: unknown = error;
  // fetch hides the socket's error in the cause, and what was tried at several addresses in a list.
  for (let depth = 0; typeof one === 'object' && one !== null && depth < 5; depth++) {
    const { code } = one as SocketError;
    const host = hostIn(one);
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
      return `the name ${host ?? 'of the host'} can't be resolved: is this machine on the network, and is the region or the endpoint right?`;
    if (code === 'ECONNREFUSED')
      return `nobody listens at ${host ?? 'the host'}: is the endpoint right, and is it running?`;
    const { cause, errors } = one as { readonly cause?: unknown; readonly errors?: readonly unknown[] };
    one = cause ?? errors?.[0];
  }
  return undefined;
}
