/**
 * A function that gives its last answer again while it is asked of the very same things. Elements render for many reasons;
 * what ten thousand entries mean is worked out when there are other entries.
 */
export function lastAnswer<Given extends readonly unknown[], Answer>(
  work: (...given: Given) => Answer,
): (...given: Given) => Answer {
  let last: { readonly given: Given; readonly answer: Answer } | undefined;
  return (...given) => {
    const known = last;
    if (known && known.given.every((each, index) => each === given[index])) return known.answer;
    last = { given, answer: work(...given) };
    return last.answer;
  };
}
