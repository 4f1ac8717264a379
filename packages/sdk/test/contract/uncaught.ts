/**
 * For tests in which an exception is meant to escape: the test runner takes one for its own failure. Returns what makes
 * it listen again.
 */
export function letEscape(): () => void {
  const report = window.onerror;
  window.onerror = null;
  return () => void (window.onerror = report);
}
