import type { View } from '@samspil/sdk';
import { showLatestPulse } from './latest-pulse.ts';
import { adoptStyles } from './styles.ts';

/** The latest pulse, in one line. */
export const summaryView: View = (workplace, root, { signal }) => {
  adoptStyles(root);
  const line = document.createElement('p');
  root.append(line);
  showLatestPulse(line, workplace, signal);
};
