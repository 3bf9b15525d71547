// One sentence about what was last decided, with the way back. It outlives the row that the decision took away.
import { follow, send } from "./api.svelte";
import type { Job } from "./types";

export interface Notice { words: string; undo: string | null }

const state = $state<{ shown: Notice | null }>({ shown: null });

/** What is to be said now; null where nothing is. */
export function notice(): Notice | null {
  return state.shown;
}

/** Says it until it is dismissed, undone, or another thing is said. */
export function tell(words: string, undo: string | null = null): void {
  state.shown = { words, undo };
}

/** Takes the sentence away. */
export function dismiss(): void {
  state.shown = null;
}

/** Takes the decision back that was last told. */
export async function undo(): Promise<void> {
  const id = state.shown?.undo;
  if (!id) return;
  tell("taking it back …");
  try {
    await follow(await send<Job>("DELETE", `/api/judgements/${id}`));
    tell("taken back");
  } catch (error) {
    tell((error as Error).message);
  }
}
