import { SamspilTimeline } from '../components/timeline/timeline.ts';
import { defineOnce } from './define-once.ts';
import './read-age.ts';

defineOnce('samspil-timeline', SamspilTimeline);

export { SamspilTimeline };
