// Which choices of a question may be picked together.
import type { Choice } from "./types";

/** Ends the picking of several, when the server already has some of them. */
const DONE = "done";
const NONE = /_none$/;

/**
 * A question that takes several says so by its choices: one of them is "none of these" (`…_none`) or
 * "that is all" (`done`). These two answer alone. Empty for any other question.
 */
export function severalOf(choices: readonly Choice[]): readonly Choice[] {
  const alone = ({ id }: Choice): boolean => id === DONE || NONE.test(id);
  return choices.some(alone) ? choices.filter((choice) => !alone(choice)) : [];
}
