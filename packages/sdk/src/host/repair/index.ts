/** Writes that the server refused, on their way back to the plugin that made them. */
export { RepairRoom } from './repair-room.ts';
