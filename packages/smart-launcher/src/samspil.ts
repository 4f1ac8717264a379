import { run } from './cli.ts';
import { conformance } from './conformance/command.ts';

// `npx samspil …`: the simulator, or `conformance` for the checks of a plugin.
const [command, ...rest] = process.argv.slice(2);
if (command === 'conformance') await conformance(rest);
else await run(process.argv.slice(2));
