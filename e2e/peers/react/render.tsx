/** The page as React renders it in Node. */
import { renderToString } from 'react-dom/server';
import { Chart } from './page.tsx';

console.log(renderToString(<Chart />));
