/** A module that cannot be run, yet says so in a global if any of it was. */
(globalThis as { ranThrowingModule?: boolean }).ranThrowingModule = true;
throw new TypeError('the module cannot be run');
