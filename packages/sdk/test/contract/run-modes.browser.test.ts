import { element } from './modes/element.ts';
import { frame } from './modes/frame.ts';
import { standalone } from './modes/standalone.ts';
import { PROMISES } from './promises.ts';

// The test runner takes an exception that escapes for its own failure; here some are meant to escape.
const report = window.onerror;
before(() => (window.onerror = null));
after(() => (window.onerror = report));

for (const mode of [frame, element, standalone]) {
  describe(`a plugin that runs as ${mode.name}`, () => {
    for (const { says, holds } of PROMISES) it(says, () => holds(mode));
  });
}
