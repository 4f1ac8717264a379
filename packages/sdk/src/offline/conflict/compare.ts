import type { FhirResource } from 'fhir/r4';
import { isSamspilError } from '../../errors.ts';
import type { FhirClient, RequestOptions } from '../../fhir/index.ts';
import type { EntryContent, Write } from '../entry.ts';
import type { DeliverContext, Delivery } from '../send/deliver.ts';
import { linesOf } from '../send/bundle.ts';
import { ownEffect, readBack } from '../send/answers/own-effect.ts';
import { withOpenProvenance, withParts } from '../send/answers/parts.ts';
import { isStatedVersion } from '../send/restored/stated-version.ts';
import { mergedAutomatically } from './merge-writes.ts';
import type { Standing } from './types.ts';
import { whoWrote } from './who-wrote.ts';

/** What comparing needs beside the attempt's own context. */
export interface CompareContext extends DeliverContext {
  randomUUID: () => string;
}

/**
 * What becomes of an attempt that met somebody else's change. The attempt has been tested for our own effect already.
 * 1. What stands on the server is read, and the version that the write is based on.
 * 2. What both sides changed is merged if they touched different things: then it goes again, on top of theirs.
 * 3. Else it is a conflict, with all that a person needs to decide.
 * A refusal because there is nothing to change any more is such a conflict too; every other delivery passes untouched.
 */
export async function compareVersions(
  sent: EntryContent,
  delivery: Delivery,
  context: CompareContext,
): Promise<Delivery> {
  const isGone = delivery.kind === 'rejected' && (delivery.code === 'gone' || delivery.code === 'not-found');
  if (delivery.kind !== 'conflict' && !isGone) return delivery;
  try {
    if (isGone) {
      const own = await ownEffectOf(sent, context);
      if (own) return { kind: 'accepted', results: own };
    }
    const content = withParts(sent, delivery.parts);
    const standings = await standingsOf(content, context);
    // Something else is missing there, for example what it refers to.
    if (isGone && !standings.some(({ kind }) => kind === 'gone')) return delivery;
    const merged = mergedAutomatically(content, standings);
    if (merged) return { kind: 'merged', content: withOpenProvenance(merged, context.randomUUID) };
    const { parts } = delivery;
    return { kind: 'conflict', standings: await signed(standings, context), ...(parts && { parts }) };
  } catch (error) {
    if (!isSamspilError(error)) throw error;
    if (error.code === 'aborted') return { kind: 'stopped' };
    if (error.code === 'needs-login') return { kind: 'needs-login' };
    // Nothing was decided: the next attempt is refused in the same way, and compared again.
    return { kind: 'unavailable', code: error.code, retryAfterMs: undefined };
  }
}

async function ownEffectOf(content: EntryContent, context: CompareContext) {
  const lines = linesOf(content, { ...context, fhirBaseUrl: context.client.fhirBaseUrl });
  return ownEffect(lines, await readBack(lines, context.client, callOf(context)));
}

/** What differs from what each open write expects. */
async function standingsOf(content: EntryContent, context: CompareContext): Promise<Standing[]> {
  const standings: Standing[] = [];
  for (const write of content.writes) {
    if (write.result) continue;
    const standing = write.isNew
      ? await standingOfNew(write, context)
      : await standingOfChanged(write, content, context);
    if (standing) standings.push(standing);
  }
  return standings;
}

async function standingOfChanged(
  write: Write,
  content: EntryContent,
  context: CompareContext,
): Promise<Standing | undefined> {
  const { client, history, sequence } = context;
  const { reference } = write;
  const address = history.resolve(reference);
  const stated = history.baseVersionOf(write, content.plugin.id, sequence);
  const theirs = await present(() => client.read(address, callOf(context)));
  // Of what a restored server lost the number of a version alone proves nothing.
  const isStated = (version: FhirResource) =>
    version.meta?.versionId === stated &&
    (content.isReoffered !== true || isStatedVersion(version, { write, address, stated, history }));
  if (theirs !== 'gone' && theirs !== 'unreadable' && stated !== undefined && isStated(theirs))
    return undefined;
  const found = await baseOf(write, address, stated, context);
  const base = found && (found === write.base || isStated(found)) ? found : undefined;
  const known = { reference, ...(base && { base }) };
  if (theirs === 'gone' || theirs === 'unreadable') return { ...known, kind: theirs };
  const when = theirs.meta?.lastUpdated;
  return { ...known, kind: 'changed', theirs, ...(when !== undefined && { when }) };
}

/** A new resource stands in nobody's way unless its place, which we chose, is taken. */
async function standingOfNew(write: Write, context: CompareContext): Promise<Standing | undefined> {
  if (write.route !== 'client-id') return undefined;
  const { reference } = write;
  const theirs = await present(() => context.client.read(reference, callOf(context)));
  return theirs === 'gone' || theirs === 'unreadable' ? undefined : { reference, kind: 'exists', theirs };
}

/** The version kept with the write, or the server's own copy of it; undefined where neither is to be had. */
async function baseOf(
  { base }: Write,
  address: string,
  stated: string | undefined,
  context: CompareContext,
): Promise<FhirResource | undefined> {
  if (stated === undefined) return undefined;
  if (base?.meta?.versionId === stated) return base;
  try {
    return await context.client.vread(address, stated, callOf(context));
  } catch (error) {
    // A server that keeps no versions answers in many ways; without a base a person sees every difference.
    if (!isSamspilError(error) || error.code === 'aborted' || error.code === 'needs-login') throw error;
    return undefined;
  }
}

async function signed(standings: readonly Standing[], context: CompareContext): Promise<Standing[]> {
  const named: Standing[] = [];
  for (const standing of standings) {
    const who = standing.theirs && (await whoWrote(standing.theirs, context.client, callOf(context)));
    named.push(who ? { ...standing, who } : standing);
  }
  return named;
}

async function present(
  read: () => ReturnType<FhirClient['read']>,
): Promise<FhirResource | 'gone' | 'unreadable'> {
  try {
    return await read();
  } catch (error) {
    if (!isSamspilError(error)) throw error;
    if (error.code === 'gone' || error.code === 'not-found') return 'gone';
    if (error.code === 'denied') return 'unreadable';
    throw error;
  }
}

function callOf({ signal, traceparent }: CompareContext): RequestOptions {
  return { signal, ...(traceparent !== undefined && { traceparent }) };
}
