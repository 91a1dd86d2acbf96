import type { IncomingMessage, ServerResponse } from 'node:http';

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/** Makes a listener of what answers one request, so that nothing that fails in it is lost or ends the simulator. */
export const answering =
  (answer: (...request: Parameters<Listener>) => Promise<void>): Listener =>
  (incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      // A client that gives up in the middle of its request is no concern of the others.
      if (incoming.socket.destroyed || outgoing.headersSent) outgoing.destroy();
      // Anything else is a mistake of the simulator's own. Said aloud, or a client would retry it in silence.
      else outgoing.writeHead(501, { 'content-type': 'text/plain' }).end(`SimulatorMistake: ${String(error)}`);
    });
  };
