/** All elements, `connect()` and `definePlugin()` as one script, for pages without a build: `<script type="module" src="samspil.js">`. */
import './define/index.ts';

export { connect, definePlugin, isSamspilError, runPlugin } from '@samspil/sdk';
