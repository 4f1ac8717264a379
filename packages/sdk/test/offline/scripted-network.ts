/** Loaded before the real worker: its `fetch` asks the page, through a channel named in the worker's `name`. */
const channel = new BroadcastChannel(self.name);
let next = 1;

globalThis.fetch = (input, init) =>
  new Promise<Response>((resolve, reject) => {
    const id = next++;
    const onAnswer = ({
      data,
    }: MessageEvent<{ id?: number; answer?: { status: number; body: string; type: string } }>) => {
      if (data.id !== id || !('answer' in data)) return;
      channel.removeEventListener('message', onAnswer);
      if (!data.answer) reject(new TypeError('no network'));
      else
        resolve(
          new Response(data.answer.body, {
            status: data.answer.status,
            headers: { 'Content-Type': data.answer.type },
          }),
        );
    };
    channel.addEventListener('message', onAnswer);
    const headers = [...new Headers(init?.headers)];
    channel.postMessage({
      id,
      request: {
        url: input instanceof Request ? input.url : input.toString(),
        method: init?.method,
        headers,
        body: init?.body,
      },
    });
  });
