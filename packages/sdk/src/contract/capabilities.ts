/**
 * What a workplace may offer a plugin besides the record. A manifest asks for them by name, a site grants them, and a
 * plugin asks `workplace.can(name)` before it relies on one. Theme and locale are given to all.
 */
export const CAPABILITIES = [
  'dirty', // say that something is typed and not saved
  'drafts', // have something unfinished kept, per user and patient
  'repair', // be given back what the server refused, for a person to correct
  'notify', // a short message of the workplace, with the plugin's name on it
  'confirm', // a question that the workplace asks for the plugin
  'open', // open another activity of the workplace
  'resize', // ask for another height
  'done', // say that the task is finished
  'overlay', // a panel of the plugin's own in the top layer, inside its slot
  'download', // hand the clinician a file
  'print', // print what the plugin gives
  'shortcuts', // keyboard shortcuts of its own, and those of the workplace from inside the frame
  'bus', // messages to and from other plugins, on declared topics
] as const;

export type Capability = (typeof CAPABILITIES)[number];
