/** A module that is none of a plugin. */
export default { samspil: 'something else' };
