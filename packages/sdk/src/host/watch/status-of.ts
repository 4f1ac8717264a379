import type { Admission } from '../registry/admission.ts';
import type { PluginManifest } from '../types.ts';
import type { GoldenSignals } from './golden-signals.ts';
import type { PluginRecord, Standing } from './health/plugin-record.ts';
import type { WatchedPlugin } from './watched-plugin.ts';
import type { PluginHealth, PluginStatus } from './plugin-status.ts';

interface StatusParts {
  newest: PluginManifest;
  versions: readonly string[];
  places: readonly WatchedPlugin[];
  record: PluginRecord;
  signals: GoldenSignals;
  /** Of the version that runs. */
  running: Admission;
  /** Of the newest one. */
  offered: Admission;
}

/** Puts together what an administrator sees of one plugin. */
export function statusOf(parts: StatusParts): PluginStatus {
  const { newest, versions, places, record, signals, running, offered } = parts;
  const standing = record.standing();
  const { chosen } = record;
  return {
    id: newest.id,
    manifest: chosen?.manifest ?? newest,
    insteadOf: chosen?.insteadOf,
    versions,
    health: healthOf(record, standing),
    code: 'code' in standing ? standing.code : undefined,
    retryAt: standing.may === 'wait' ? standing.retryAt : undefined,
    disabled: record.disabled,
    instances: places.map(({ id, contribution, manifest, state, error, isolation }) => ({
      id,
      slot: contribution.slot,
      view: contribution.view,
      version: manifest.version,
      state: state.value,
      error,
      isolation: isolation?.value,
    })),
    grants: running.ok ? running.grants : undefined,
    toApprove:
      !offered.ok && offered.code === 'needs-approval'
        ? { manifest: offered.manifest, additions: offered.additions }
        : undefined,
    faults: record.faults,
    signals,
  };
}

function healthOf(record: PluginRecord, standing: Standing): PluginHealth {
  switch (standing.may) {
    case 'nothing':
      return 'disabled' in standing ? 'disabled' : 'not-admitted';
    case 'wait':
      return 'quarantined';
    case 'trial':
      return 'on-trial';
    case 'run':
      if (standing.chosen.insteadOf !== undefined) return 'rolled-back';
      return record.countedFaults > 0 ? 'degraded' : 'healthy';
  }
}
