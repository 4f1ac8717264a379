/** Stands for "no date": smaller than every instant, so that such records come last when the newest come first. */
export const NO_DATE = Number.MIN_SAFE_INTEGER;
