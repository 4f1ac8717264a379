/** All elements and `connect()` as one script, for pages without a build: `<script type="module" src="samspil.js">`. */
import './define/index.ts';

export { connect, isSamspilError } from '@samspil/sdk';
