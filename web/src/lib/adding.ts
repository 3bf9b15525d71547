// What a person adds on an article's page, an act or a statement: sent, followed to its end, and told.
import { follow, send } from "./api.svelte";
import { tell } from "./notices.svelte";
import type { Selected } from "./selected";
import type { Job } from "./types";

/** Where words stand: words that were typed stand where the article has them. */
export function placeOf(words: string, selected: Selected): { at?: number } {
  return words === selected.words && selected.start !== null ? { at: selected.start } : {};
}

/** Adds what `body` says; throws the sentence by which it is refused. */
export async function addGiven(address: string, body: Record<string, unknown>): Promise<void> {
  const job = await follow(await send<Job>("POST", address, body));
  const kept = job.result?.judgement;
  tell(`added: ${String(job.result?.given ?? "")}`, typeof kept === "string" ? kept : null);
}
