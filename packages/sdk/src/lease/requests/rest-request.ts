import type { BundleEntry } from 'fhir/r4';
import { SamspilError, isSamspilError } from '../../errors.ts';
import type { RestRequest } from '../../workplace/types.ts';
import { EVERYTHING } from './asked.ts';
import type { Asked, AskedBatch, Pair } from './asked.ts';

/** More entries than any screen needs; each may become a request of its own. */
const MAX_BATCH_ENTRIES = 50;
/** What servers and proxies commonly take as an address, in characters. */
const MAX_URL_LENGTH = 4_000;
/** A posted form may be longer: a list of codes is what posting is for. */
const MAX_FORM_LENGTH = 20_000;
const MAX_PAIRS = 100;

const ID = '[A-Za-z0-9\\-.]{1,64}';
/**
 * The only shapes of a path. No percent sign, dot segment, colon, backslash or second slash fits, so nothing that a URL
 * parser would resolve, decode or take for another host comes through, and nothing needs to be normalised first.
 */
const PATH = new RegExp(`^([A-Z][A-Za-z]{1,63})(?:/(${ID})(?:/(?:_history/(${ID})|(\\$everything)))?)?$`);
const POSTED_SEARCH = /^([A-Z][A-Za-z]{1,63})\/_search$/;
/** Visible ASCII without what is never plain in a query: quotes, angle brackets, backslash, fragment. */
const PLAIN_QUERY = /^[\x21-\x7e]*$/;
const NEVER_PLAIN = /["<>\\#]|%(?![0-9A-Fa-f]{2})/;
/** Control characters and line separators, also when they came percent-encoded. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
/** Tokens that we gave out, for a further page. */
const PAGE = '_page';

/**
 * Takes a REST request apart by shape alone; whether it is permitted is decided afterwards. What is not one of these is
 * refused:
 *
 * - `GET Type/id`, `GET Type/id/_history/version`, `GET Type?…`, `GET Patient/id/$everything?…`
 * - `POST Type/_search` with the parameters in the body
 * - `POST` to the base (`url: ''`) with a batch Bundle of GET entries of the same forms
 *
 * An absolute URL is taken only if it begins, letter by letter, with the FHIR base: references in real records are
 * often written that way. It is cut off, never resolved. Inside a batch every URL is relative.
 *
 * @throws `invalid-request`
 */
export function parseRestRequest(request: RestRequest, fhirBaseUrl: string): Asked | AskedBatch {
  const { method = 'GET', url, body } = request;
  if (typeof url !== 'string') throw refused('A request has a url, relative to the FHIR base.');
  const base = `${fhirBaseUrl}/`;
  const relative = url.startsWith(base) ? url.slice(base.length) : url;
  if (method === 'GET') {
    if (body !== undefined) throw refused('A GET has no body.');
    return parseGet(relative);
  }
  if (method !== 'POST') throw refused('Only GET and POST are offered; write with save().');
  return url === '' ? parseBatch(body) : parsePostedSearch(relative, body);
}

function parseGet(url: string): Asked {
  if (url.length > MAX_URL_LENGTH) throw refused('The url is too long: post the search.');
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = mark < 0 ? undefined : url.slice(mark + 1);
  const [, resourceType, id, versionId, operation] = PATH.exec(path) ?? [];
  if (!resourceType || isDots(id) || isDots(versionId)) throw refused(FORMS);
  if (id === undefined || operation) {
    const pairs = parsePairs(query ?? '');
    const [first] = pairs;
    if (first?.[0] === PAGE) return pageOf(operation ? EVERYTHING : resourceType, pairs);
    if (id === undefined) return { kind: 'search', resourceType, pairs };
    if (resourceType !== 'Patient') throw refused('$everything is offered for the patient only.');
    return { kind: 'everything', id, pairs };
  }
  if (query !== undefined) throw refused('A read takes no parameters.');
  return { kind: 'read', resourceType, id, ...(versionId !== undefined && { versionId }) };
}

function pageOf(of: string, pairs: readonly Pair[]): Asked {
  const [, cursor] = pairs[0] ?? ['', ''];
  if (pairs.length > 1) throw refused('A further page is asked for by its token alone.');
  return { kind: 'page', of, cursor };
}

function parsePostedSearch(url: string, body: RestRequest['body']): Asked {
  const [, resourceType] = POSTED_SEARCH.exec(url) ?? [];
  if (!resourceType) throw refused(FORMS);
  if (body !== undefined && typeof body !== 'string')
    throw refused('The body of a posted search is a form, such as code=8867-4&_count=10.');
  if ((body ?? '').length > MAX_FORM_LENGTH)
    throw refused('The form is too long: search for less at a time.');
  return { kind: 'search', resourceType, pairs: parsePairs(body ?? '') };
}

function parseBatch(body: RestRequest['body']): AskedBatch {
  if (typeof body !== 'object' || body.resourceType !== 'Bundle' || body.type !== 'batch')
    throw refused('What is posted to the base is a batch Bundle of reads; write with save().');
  const entries: unknown = body.entry ?? [];
  if (!Array.isArray(entries) || entries.length > MAX_BATCH_ENTRIES)
    throw refused(`A batch has at most ${MAX_BATCH_ENTRIES} entries.`);
  return { kind: 'batch', entries: entries.map((entry) => parseEntry(entry as BundleEntry | null)) };
}

/** The error is handed back, not thrown: it answers this entry, and the others go on. */
function parseEntry(entry: BundleEntry | null): Asked | SamspilError {
  try {
    const { method, url, ...conditions } = entry?.request ?? {};
    if (method !== 'GET' || typeof url !== 'string' || entry?.resource)
      throw refused('An entry of a batch is a GET with a url.');
    if (Object.keys(conditions).length > 0) throw refused('An entry of a batch has no conditions.');
    return parseGet(url);
  } catch (error) {
    if (isSamspilError(error)) return error;
    throw error;
  }
}

function parsePairs(text: string): Pair[] {
  if (text === '') return [];
  if (!PLAIN_QUERY.test(text) || NEVER_PLAIN.test(text))
    throw refused('Percent-encode what is not plain ASCII in a parameter.');
  const parts = text.split('&');
  if (parts.length > MAX_PAIRS) throw refused('These are too many parameters.');
  return parts.map((part): Pair => {
    const equals = part.indexOf('=');
    if (equals < 1) throw refused('A parameter is written name=value.');
    return [decode(part.slice(0, equals)), decode(part.slice(equals + 1))];
  });
}

/** @throws `invalid-request` for what is no UTF-8, which two readers could read as two things */
function decode(text: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw refused('A parameter is not percent-encoded UTF-8.');
  }
  if (CONTROL.test(decoded)) throw refused('A parameter has no control characters.');
  return decoded;
}

/** An id of dots only would climb out of its folder once it stands in a URL. */
function isDots(id: string | undefined): boolean {
  return id !== undefined && /^\.+$/.test(id);
}

const FORMS =
  'Ask for Type/id, Type/id/_history/version, Type?parameters or the own Patient/id/$everything, relative to the FHIR base.';

function refused(message: string): SamspilError {
  return new SamspilError('invalid-request', message);
}
