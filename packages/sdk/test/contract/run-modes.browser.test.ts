import { element } from './modes/element.ts';
import { frame } from './modes/frame.ts';
import { standalone } from './modes/standalone.ts';
import { PROMISES } from './promises.ts';
import { letEscape } from './uncaught.ts';

let listenAgain: () => void;
beforeEach(() => void (listenAgain = letEscape()));
afterEach(() => listenAgain());

for (const mode of [frame, element, standalone]) {
  describe(`a plugin that runs as ${mode.name}`, () => {
    for (const { says, holds } of PROMISES) it(says, () => holds(mode));
  });
}
