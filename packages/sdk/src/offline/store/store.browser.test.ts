import { assert } from '@open-wc/testing';
import { STORE_CONTRACT } from '../../../test/store/store-contract.ts';
import type { StoreSubject } from '../../../test/store/store-contract.ts';
import { fillDisk } from '../../../test/offline/tab.ts';

/** Opens databases of a name that no other test has, and remembers its connections. */
function browserSubject() {
  const prefix = crypto.randomUUID();
  const opened: IDBDatabase[] = [];
  let fails = 0;
  let restore = () => {};
  const factory = {
    open(name: string, version: number) {
      if (fails > 0) {
        fails -= 1;
        throw new DOMException('Internal error opening the database.', 'UnknownError');
      }
      const request = indexedDB.open(`${prefix}-${name}`, version);
      request.addEventListener('success', () => opened.push(request.result));
      return request;
    },
  } as IDBFactory;
  const subject: StoreSubject = {
    runtime: {
      indexedDB: factory,
      schedule: (delayMs, callback) => {
        const timer = setTimeout(callback, delayMs);
        return () => clearTimeout(timer);
      },
    },
    drive: (work) => work,
    fillDisk: () => {
      ({ restore } = fillDisk('add', 1));
    },
    dropConnections: () => opened.splice(0).forEach((database) => database.close()),
    failOpen: () => {
      fails += 1;
    },
  };
  return {
    subject,
    end: () => {
      restore();
      opened.forEach((database) => database.close());
    },
  };
}

describe('IndexedDB keeps the contract of the outbox’s store', () => {
  for (const { name, holds } of STORE_CONTRACT)
    it(name, async () => {
      const { subject, end } = browserSubject();
      try {
        await holds(subject, (isTrue, what) => assert.isTrue(isTrue, what));
      } finally {
        end();
      }
    });
});
