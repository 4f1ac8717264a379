import { readFileSync, readdirSync } from 'node:fs';

/** One process of this machine. */
export interface RunningProcess {
  readonly pid: number;
  readonly group: number;
  /** Its command line, with a blank between arguments. */
  readonly command: string;
}

/** Processes of a group that run; those that ended and were not looked after yet are not among them. */
export function processesOf(group: number | undefined): RunningProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .flatMap((pid) => {
      const found = lookUp(pid);
      return found && found.group === group ? [found] : [];
    })
    .sort((one, other) => one.pid - other.pid);
}

function lookUp(pid: number): RunningProcess | undefined {
  try {
    const [, state, , group] =
      /^\d+ \(.*\) (\S) (\d+) (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return state === 'Z' ? undefined : { pid, group: Number(group), command };
  } catch {
    // It ended while we looked.
    return undefined;
  }
}

/** SIGKILL to some of a browser's processes. Resolves when the browser has seen them end: nothing is left in `/proc`. */
export async function killProcesses(pids: readonly number[]): Promise<void> {
  if (pids.length === 0)
    throw new Error('The browser has no process with a page in it: nothing would be killed.');
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  const isThere = (pid: number) => readdirSync('/proc').includes(String(pid));
  while (pids.some(isThere)) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}

const LOOK_MS = 20;
