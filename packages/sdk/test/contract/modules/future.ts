import plugin from '../plugin.ts';

/** The same plugin, built with an SDK of another time. */
export default { ...plugin, protocol: { min: 9, max: 9 } };
