import type { PythonEnvironment } from '../../scripts/python-environment.ts';
import { type Server, startServer } from './server.ts';

/** Starts an emulated AWS (https://docs.getmoto.org). */
export const startMoto = ({ command }: PythonEnvironment): Promise<Server> =>
  startServer({
    name: 'moto_server',
    command: command('moto_server'),
    parameters: (port) => ['-H', '127.0.0.1', '-p', String(port)],
    ready: '/moto-api/data.json',
  });
