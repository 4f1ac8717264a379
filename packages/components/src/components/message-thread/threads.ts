import type { Communication } from 'fhir/r4';
import { codesOf, conceptText, objectsIn } from '../../format/concepts.ts';
import { newestFirst } from '../../format/instants.ts';
import { referenceKey } from '../../format/references.ts';
import { textIn } from '../../format/text-in.ts';
import { withKeys } from '../../states/entry-keys.ts';
import { messageFacts, type MessageFacts } from './message-facts.ts';

/** Messages that belong together, the oldest first. */
export interface Thread {
  readonly key: string;
  readonly messages: readonly MessageFacts[];
  /** The last one that is not wrong; the last one where all are. */
  readonly newest: MessageFacts;
  readonly unread: number;
  /** It answers a message that is not among what was read. */
  readonly isPartly: boolean;
}

export interface ThreadGroups {
  readonly open: readonly Thread[];
  /** Of which every message was entered in error. */
  readonly wrong: readonly Thread[];
}

/**
 * Threads, the newest first, each message in exactly one. Together belongs what answers or is part of the same message, what
 * carries the same identifier (MedCom's stays the same in a reply), and what has the same topic in the same category. A
 * category alone joins nothing: two letters about medication are not one conversation.
 */
export function threadsOf(messages: readonly Communication[]): ThreadGroups {
  const facts = withKeys(messages).map(({ key, resource }) => messageFacts(key, resource));
  const joints = new Joints();
  for (const { key, message } of facts) for (const joint of jointsOf(message)) joints.join(key, joint);
  const held = new Set(facts.map(({ key }) => key));
  const found = new Map<string, MessageFacts[]>();
  for (const each of facts) {
    const root = joints.rootOf(each.key);
    const thread = found.get(root);
    if (thread) thread.push(each);
    else found.set(root, [each]);
  }
  const threads = [...found.values()].map((thread) => threadFrom(thread, held));
  threads.sort((a, b) => newestFirst(a.newest.at, b.newest.at));
  return {
    open: threads.filter(({ newest }) => !newest.isWrong),
    wrong: threads.filter(({ newest }) => newest.isWrong),
  };
}

function threadFrom(found: readonly MessageFacts[], held: ReadonlySet<string>): Thread {
  // What has no time stands first: the end of a thread is what is read as its newest.
  const messages = [...found].sort((a, b) => newestFirst(b.at, a.at));
  const [first, last] = [messages[0], messages.at(-1)] as [MessageFacts, MessageFacts];
  return {
    key: first.key,
    messages,
    newest: messages.findLast(({ isWrong }) => !isWrong) ?? last,
    unread: messages.filter(({ isUnread }) => isUnread).length,
    isPartly: messages.some(({ message }) => linksOf(message).some((link) => !held.has(link))),
  };
}

function jointsOf(message: Communication): string[] {
  const identifiers = objectsIn(message.identifier).flatMap(({ value }) =>
    textIn(value) === undefined ? [] : [`identifier ${value}`],
  );
  const topic = conceptText(message.topic);
  const category = objectsIn(message.category).flatMap(codesOf).sort().join(' ');
  return [...linksOf(message), ...identifiers, ...(topic ? [`topic ${category} ${topic}`] : [])];
}

function linksOf({ inResponseTo, partOf }: Communication): string[] {
  return [...objectsIn(inResponseTo), ...objectsIn(partOf)].flatMap((reference) => {
    const key = referenceKey(reference);
    return key?.startsWith('Communication/') ? [key] : [];
  });
}

/** Which names stand for the same thread. */
class Joints {
  readonly #next = new Map<string, string>();

  rootOf(name: string): string {
    let root = name;
    for (let next = this.#next.get(root); next !== undefined; next = this.#next.get(root)) root = next;
    // What was walked once points at the end: ten thousand answers in a row stay quick.
    for (let each = name; each !== root;) {
      const next = this.#next.get(each) ?? root;
      this.#next.set(each, root);
      each = next;
    }
    return root;
  }

  join(a: string, b: string): void {
    const [first, second] = [this.rootOf(a), this.rootOf(b)];
    if (first !== second) this.#next.set(first, second);
  }
}
