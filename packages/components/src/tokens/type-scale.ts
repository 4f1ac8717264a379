/**
 * The sizes of type, in rem: nothing on a screen is set in another. Read from the style sheets by a test, so that a size
 * between two of them is noticed when it is written.
 */
export const typeScale = {
  /** Labels above values, marks of charts. Never what a decision rests on. */
  label: 0.8125,
  /** What is said beside: units, times, sources. */
  beside: 0.875,
  /** Headings of groups, facts in details. */
  detail: 0.9375,
  /** Text, names, buttons. */
  text: 1,
  /** The title of an element. */
  title: 1.125,
  /** Whose chart it is. */
  person: 1.375,
  /** The latest value of a measurement. */
  value: 1.75,
  /** A score: the one number one must see from the door. */
  score: 2.75,
} as const;
