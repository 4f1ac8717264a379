import { SamspilSlot } from '../components/slot/slot.ts';
import { defineOnce } from './define-once.ts';

defineOnce('samspil-slot', SamspilSlot);

export { SamspilSlot };
