/** A listener of `toggle` that calls `opens` when the details it is on were opened, not those inside. */
export function whenOpen(opens: (() => void) | undefined): ((event: Event) => void) | undefined {
  return (
    opens &&
    (({ target, currentTarget }) => {
      if (target === currentTarget && (target as HTMLDetailsElement).open) opens();
    })
  );
}
