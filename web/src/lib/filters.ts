// Filters ↔ the query of the address bar; the server knows them by the same names.
import { place } from "./router.svelte";

export const FILTERS = ["outlet", "country", "actor", "type", "language", "from", "to", "story", "entity", "q"] as const;

/** The filters of the present URL as a query for the server, with `more` added; begins with "?" or is empty. */
export function filtered(more: Record<string, string | number | null> = {}): string {
  const query = new URLSearchParams();
  for (const key of FILTERS) for (const value of place().query.getAll(key)) query.append(key, value);
  for (const [key, value] of Object.entries(more)) if (value !== null && value !== "") query.set(key, String(value));
  const text = query.toString();
  return text ? `?${text}` : "";
}

/** The present view with one value of a filter added or taken away, from its first page. */
export function toggled(key: string, value: string): string {
  const query = new URLSearchParams(place().query);
  const held = query.getAll(key);
  query.delete(key);
  query.delete("page");
  for (const one of held.includes(value) ? held.filter((other) => other !== value) : [...held, value]) query.append(key, one);
  const text = query.toString();
  return place().path + (text ? `?${text}` : "");
}

/** The present view under the same filters, shown in another way. */
export function elsewhere(path: string): string {
  return path + filtered();
}

/** Whether any filter holds. */
export function anyFilter(): boolean {
  return FILTERS.some((key) => place().query.has(key));
}

/** The present view without filters. */
export function unfiltered(): string {
  const query = new URLSearchParams(place().query);
  for (const key of [...FILTERS, "page"]) query.delete(key);
  const text = query.toString();
  return place().path + (text ? `?${text}` : "");
}
