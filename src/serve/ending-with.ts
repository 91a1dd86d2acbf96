/** The same response; tells when its body ends, which for a call is when it is answered, or when the client leaves. */
export function endingWith(response: Response, ended: () => void): Response {
  const { body, status, statusText, headers } = response;
  if (!body) {
    ended();
    return response;
  }
  const reader = body.getReader();
  let open = true;
  const end = (): void => {
    if (open) ended();
    open = false;
  };
  const told = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) return controller.enqueue(value);
        end();
        controller.close();
      } catch (error) {
        end();
        controller.error(error);
      }
    },
    async cancel(reason) {
      end();
      await reader.cancel(reason);
    },
  });
  return new Response(told, { status, statusText, headers });
}
