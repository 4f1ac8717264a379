import { connect } from '../../src/index.ts';
import type { BusMessage, Capability, Json, Workplace } from '../../src/index.ts';
import { obey } from './command.ts';

let workplace: Workplace;
const heard: BusMessage[] = [];
let onNews: () => void = () => undefined;

const until = async (isThere: () => boolean): Promise<void> => {
  while (!isThere()) await new Promise<void>((resolve) => (onNews = resolve));
};

/** A call that is made after others is answered after them: what they did at the host is done by then. */
const answered = () =>
  workplace.context.value?.fhir.read(workplace.context.value.patient.reference).catch(() => undefined);

const nameOf = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    return (error as Error).name;
  }
};

obey({
  async connect(): Promise<void> {
    workplace = await connect({ clientId: 'services', scope: '' });
    workplace.context.subscribe(() => onNews());
    workplace.theme.subscribe(() => queueMicrotask(() => onNews()));
  },
  can: (capabilities: Capability[]) => capabilities.filter((capability) => workplace.can(capability)),
  notify: (text: string) => workplace.ui.notify({ level: 'info', text }),
  open: (activity: string) => workplace.ui.open(activity),
  async dirty(reason: string): Promise<void> {
    workplace.ui.dirty(reason);
    await answered();
  },
  patient: (reference: string) => until(() => workplace.context.value?.patient.reference === reference),
  listen: (topic: string) =>
    void workplace.bus.subscribe(topic, (message) => {
      heard.push(message);
      onNews();
    }),
  publish: (topic: string, message: Json) => workplace.bus.publish(topic, message),
  async heard(count: number): Promise<unknown> {
    await until(() => heard.length >= count);
    await answered();
    return heard;
  },
  async look(text: string): Promise<unknown> {
    const { style, dataset } = document.documentElement;
    await until(() => style.getPropertyValue('--samspil-text') === text);
    return { colorScheme: style.colorScheme, density: dataset['density'], style: style.cssText };
  },
  autoResize(height: number): void {
    const content = document.querySelector('div');
    if (content) content.style.height = `${height}px`;
    workplace.ui.autoResize();
  },
  async press(keys: string): Promise<void> {
    const parts = keys.split('+');
    const key = parts.at(-1) ?? '';
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', {
        key,
        altKey: parts.includes('Alt'),
        shiftKey: parts.includes('Shift'),
        bubbles: true,
      }),
    );
    await answered();
  },
  /** What a page would do that wants to be seen as the workplace. */
  async misbehave(): Promise<unknown> {
    return {
      popup: window.open('https://evil.example/'),
      top: nameOf(() => {
        (window.top as Window).location.href = 'https://evil.example/';
      }),
      confirmed: window.confirm('Your session is over. Log in again?'),
      fullscreen: await document.documentElement.requestFullscreen().then(
        () => 'granted',
        (error: Error) => error.name,
      ),
    };
  },
});
