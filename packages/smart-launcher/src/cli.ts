import { isSamspilError } from '@samspil/sdk';
import type { AnySamspilError } from '@samspil/sdk';
import { parseCommandLine, USAGE } from './server/command-line.ts';
import type { PluginServer } from './server/served-plugins/plugin-site.ts';
import { startSimulator } from './server/simulator.ts';

/**
 * Runs the simulator from a command line until SIGTERM or SIGINT.
 *
 * @param startPlugins starts the servers of example plugins, given where the workplace is; they end with the simulator
 */
export async function run(
  args: readonly string[],
  startPlugins: (origin: string) => Promise<PluginServer[]> = () => Promise.resolve([]),
): Promise<void> {
  try {
    const commandLine = parseCommandLine(args, process.stdout.isTTY);
    if (commandLine === 'help') {
      console.log(USAGE);
      return;
    }
    // --memory keeps nothing, also not in a server that the environment names.
    const databaseUrl = commandLine.dataDir === undefined ? undefined : process.env['DATABASE_URL'];
    const simulator = await startSimulator({ ...commandLine, databaseUrl, startPlugins });
    let ending: Promise<void> | undefined;
    const end = (): void => {
      ending ??= simulator.close().then(() => process.exit(0));
    };
    process.once('SIGTERM', end);
    process.once('SIGINT', end);
    console.log(`Samspil is ready: ${simulator.url}`);
    if (commandLine.shouldOpen) await openBrowser(simulator.url);
  } catch (error) {
    console.error(isSamspilError(error) ? explained(error) : error);
    process.exitCode = 2;
  }
}

/** Code, message and, where there are several faults, each with its path. */
function explained(error: AnySamspilError): string {
  const faults = 'faults' in error && error.faults.length > 1 ? error.faults : [];
  const lines = faults.map(({ path, fault }) => `  ${path}: ${fault}`);
  return [`${error.code}: ${error.message}`, ...lines].join('\n');
}

/** A convenience: where it cannot be done, the printed URL is enough. */
async function openBrowser(url: string): Promise<void> {
  const { spawn } = await import('node:child_process');
  const [command, ...args] = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[
    process.platform as string
  ] ?? ['xdg-open'];
  const child = spawn(command ?? 'xdg-open', [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
