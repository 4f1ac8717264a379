import type { JournalServer } from './journal-server.ts';

/** What the worker of `scripted-worker.ts` asks for. */
interface Asked {
  id: number;
  request?: { url: string; method: string; headers: [string, string][]; body?: string };
}

/** Plays the network of one worker, by the name the worker was given. Returns what ends it. */
export function playNetwork(name: string, server: Pick<JournalServer, 'handle'>): () => void {
  const channel = new BroadcastChannel(name);
  channel.onmessage = async ({ data: { id, request } }: MessageEvent<Asked>) => {
    if (!request) return;
    const { url, ...init } = request;
    try {
      const answer = await server.handle(new Request(url, init));
      const type = answer.headers.get('Content-Type');
      channel.postMessage({ id, answer: { status: answer.status, body: await answer.text(), type } });
    } catch {
      channel.postMessage({ id, answer: undefined });
    }
  };
  return () => channel.close();
}
