import { SamspilError } from '../../../errors.ts';
import type { Json } from '../../../contract/services.ts';
import type { PluginInstance } from '../../mount/plugin-instance.ts';

/**
 * Messages between plugins that both agreed to them: the one's manifest publishes the topic, the other's subscribes to
 * it, and both have the capability. The sender never learns whether anybody listens, so that nobody can be sounded out.
 */
export class PluginBus {
  readonly #instances: () => Iterable<PluginInstance>;

  /** @param instances those that are connected now */
  constructor(instances: () => Iterable<PluginInstance>) {
    this.#instances = instances;
  }

  /**
   * Tells every other instance that subscribes. The lease goes with the message: a receiver that has moved on drops it.
   *
   * @throws `denied` unless the sender is granted to publish the topic
   */
  publish(sender: PluginInstance, lease: string | null, topic: string, message: Json): void {
    if (!sender.grants.publishes.includes(topic))
      throw new SamspilError(
        'denied',
        'This plugin is not granted to publish this topic: ask for it in its manifest.',
      );
    for (const instance of this.#instances()) {
      if (instance !== sender && hears(instance, topic))
        instance.emit('bus', { topic, message, lease, from: sender.manifest.id });
    }
  }
}

function hears({ grants, capabilities }: PluginInstance, topic: string): boolean {
  return capabilities.has('bus') && grants.subscribes.includes(topic);
}
