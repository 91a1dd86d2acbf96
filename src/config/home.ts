import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

function dataFolder(environment: Environment, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  if (platform === 'win32') return environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  return environment.XDG_DATA_HOME || join(homedir(), '.local', 'share');
}

/** Where everything is kept: as asked, as CLOUDOPTIMA_HOME says, or the platform's data folder. */
export function homeFolder(asked: string | undefined, environment: Environment, platform = process.platform): string {
  const chosen = asked ?? environment.CLOUDOPTIMA_HOME;
  return chosen ? resolve(chosen) : join(dataFolder(environment, platform), 'cloudoptima');
}
