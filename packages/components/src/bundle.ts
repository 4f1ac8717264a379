/**
 * All elements, `connect()` and `definePlugin()` for pages without a build, made twice: `dist/samspil-components.js` is one
 * file with a hash, `dist/script/samspil.js` loads the rest of it when it is needed.
 */
import './define/index.ts';

export { connect, definePlugin, isSamspilError, runPlugin } from '@samspil/sdk';
