import type { Served, ServedMethod } from '../../bridge/contract.ts';
import type { Capability } from '../../contract/capabilities.ts';
import type { ServiceMethods } from '../../contract/services.ts';
import { SamspilError } from '../../errors.ts';
import type { PluginInstance } from '../mount/plugin-instance.ts';
import type { HostServices } from './host-services.ts';
import { serviceSchemas } from './schemas.ts';
import type { Limited } from './turns/allowance.ts';
import { fileNameOf, looksLike } from './wording/file-name.ts';

/** As long as somebody may think about a question. */
const PERSON_MS = 600_000;
const QUICK_MS = 5_000;

type Input<K extends keyof ServiceMethods> = ServiceMethods[K]['input'];
type Output<K extends keyof ServiceMethods> = ServiceMethods[K]['output'];

/**
 * The services, served to one plugin. Each call is judged in this order: shape and texts, capability, how often, lease;
 * only then is anything shown.
 */
export function serviceMethods(services: HostServices, instance: PluginInstance): Served<ServiceMethods> {
  const { manifest } = instance;
  const { ui, allowance } = services;
  const plugin = () => services.badgeOf(instance);

  function served<K extends keyof ServiceMethods>(
    method: K,
    rule: { capability?: Capability; limit?: Limited; deadlineMs?: number },
    handle: (input: Input<K>, signal: AbortSignal) => Output<K> | Promise<Output<K>>,
  ): ServedMethod<Input<K>, Output<K>> {
    return {
      // The schema's own type says more than the contract needs, and says `undefined` where the contract says optional.
      input: serviceSchemas[method as keyof typeof serviceSchemas],
      deadlineMs: rule.deadlineMs ?? QUICK_MS,
      // Asked by the guard already; asked again here for whoever serves these without one.
      ...(rule.capability && { capability: rule.capability }),
      async handle(input, { signal }) {
        if (rule.capability && !instance.capabilities.has(rule.capability)) throw lacks(rule.capability);
        if (rule.limit) allowance.spend(manifest.id, rule.limit);
        return handle(input, signal);
      },
    };
  }

  return {
    'ui.dirty': served(
      'ui.dirty',
      { capability: 'dirty', limit: 'dirty' },
      ({ lease: named, token, reason }) => {
        const lease = services.leaseOf(named);
        services.dirty.add(instance.id, plugin(), token, reason ?? '');
        lease?.ended.addEventListener('abort', () => services.dirty.remove(instance.id, token), {
          once: true,
        });
        return null;
      },
    ),
    'ui.clean': served('ui.clean', { capability: 'dirty' }, ({ token }) => {
      services.dirty.remove(instance.id, token);
      return null;
    }),
    'ui.notify': served('ui.notify', { capability: 'notify', limit: 'notify' }, ({ lease, level, text }) => {
      ui.notify?.({ plugin: plugin(), level, text, until: services.leaseOf(lease)?.ended });
      return null;
    }),
    'ui.confirm': served(
      'ui.confirm',
      { capability: 'confirm', limit: 'confirm', deadlineMs: PERSON_MS },
      ({ lease, text, confirm, cancel, danger }, caller) =>
        services.ask(
          instance,
          lease,
          caller,
          async (signal) =>
            (await ui.confirm?.({
              plugin: plugin(),
              text,
              confirm,
              cancel,
              isDangerous: danger ?? false,
              signal,
            })) ?? false,
        ),
    ),
    'ui.open': served(
      'ui.open',
      { capability: 'open', limit: 'open', deadlineMs: PERSON_MS },
      async ({ lease, activity: name, arguments: input }, caller) => {
        services.leaseOf(lease);
        if (!instance.grants.opens.includes(name))
          throw new SamspilError(
            'denied',
            'This plugin is not granted to open this activity: ask for it in its manifest.',
          );
        const activity = ui.activities?.find((each) => each.name === name);
        if (!activity) return { status: 'unavailable' } as const;
        const asked = { action: 'open', subject: name } as const;
        if (activity.isDisruptive && !(await services.permit(instance, lease, caller, asked)))
          return { status: 'declined' } as const;
        await services.settleFocus(instance);
        services.leaseOf(lease);
        return await activity.open(input ?? {}, plugin());
      },
    ),
    'ui.resize': served('ui.resize', { capability: 'resize', limit: 'resize' }, ({ height }) => {
      services.resize(instance, height);
      return null;
    }),
    'ui.done': served('ui.done', { capability: 'done', limit: 'done' }, ({ lease, result }) => {
      services.leaseOf(lease);
      services.closeOverlay(instance);
      ui.done?.(plugin(), result, instance.element);
      return null;
    }),
    'ui.overlay.open': served(
      'ui.overlay.open',
      { capability: 'overlay', limit: 'overlay' },
      async ({ lease, title, size }) => {
        await services.openOverlay(instance, lease, { title, size: size ?? 'large' });
        return null;
      },
    ),
    'ui.overlay.close': served('ui.overlay.close', { capability: 'overlay' }, () => {
      services.closeOverlay(instance);
      return null;
    }),
    'ui.download': served(
      'ui.download',
      { capability: 'download', limit: 'download', deadlineMs: PERSON_MS },
      async ({ lease, name: wanted, mediaType, data }, caller) => {
        const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
        if (!looksLike(bytes, mediaType))
          throw new SamspilError('rejected', 'The file is not what its media type says.');
        const name = fileNameOf(wanted, mediaType);
        const asked = { action: 'download', subject: name } as const;
        if (!(await services.permit(instance, lease, caller, asked))) return false;
        await ui.download?.({ plugin: plugin(), name, mediaType, data });
        return true;
      },
    ),
    'ui.print': served(
      'ui.print',
      { capability: 'print', limit: 'print', deadlineMs: PERSON_MS },
      async ({ lease, title, blocks }, caller) => {
        const asked = { action: 'print', subject: title } as const;
        if (!(await services.permit(instance, lease, caller, asked))) return false;
        await ui.print?.({ plugin: plugin(), title, blocks });
        return true;
      },
    ),
    'ui.shortcuts': served(
      'ui.shortcuts',
      { capability: 'shortcuts', limit: 'shortcuts' },
      ({ shortcuts }) => {
        services.setShortcuts(instance, shortcuts);
        return null;
      },
    ),
    'ui.key': served('ui.key', { limit: 'key' }, ({ keys }) => {
      services.press(instance, keys);
      return null;
    }),
    'bus.publish': served('bus.publish', { capability: 'bus', limit: 'bus' }, ({ lease, topic, message }) => {
      services.leaseOf(lease);
      services.bus.publish(instance, lease, topic, message);
      return null;
    }),
  };
}

function lacks(capability: Capability): SamspilError {
  return new SamspilError(
    'denied',
    `This plugin has no capability "${capability}" here: ask can("${capability}") first, and name it in the manifest.`,
  );
}
