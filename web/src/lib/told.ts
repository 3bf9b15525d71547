// Sentences that can be asked about: their address, what looks like one, examples; and copies under their origins.
import type { AccountItem, StoryItem } from "./types";

/** Words that a query has at least to be taken for a sentence. */
const LEAST = 4;
const EXAMPLES = 3;

/** Where the answer to "is it told that …?" stands. */
export function toldUrl(claim: string): string {
  return `/told?claim=${encodeURIComponent(claim)}`;
}

/** Whether a text reads like an English sentence, and not like a query with fields, phrases or left-out words. */
export function isSentence(text: string): boolean {
  if (/["“”~]|(?:^|\s)-\S|[a-z]+:\S/i.test(text)) return false;
  const letters = text.match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => letter <= "z").length;
  return 2 * latin > letters.length && (text.match(/\p{L}[\p{L}\p{N}'’]*/gu) ?? []).length >= LEAST;
}

/** Titles of a case to ask about, those of the most independent voices first. */
export function claims(stories: StoryItem[]): string[] {
  const titles = stories.filter((story) => story.languages.includes("en")).map((story) => story.title);
  // "Live: …", "Morning Report: …" name the piece beside what it tells
  return [...new Set(titles.filter((title) => isSentence(title) && !title.includes(":") && title.length <= 200))].slice(0, EXAMPLES);
}

/** Accounts with their copies folded under them: a copy stands alone where its origin is not in the list. */
export function folded(accounts: AccountItem[]): { account: AccountItem; copies: number }[] {
  const here = new Map(accounts.map((one) => [one.id, one]));
  const root = (one: AccountItem): AccountItem => {
    const seen = new Set<string>();
    let at = one;
    for (let next = here.get(at.copy_of?.id ?? ""); next && !seen.has(next.id); next = here.get(at.copy_of?.id ?? "")) {
      seen.add(next.id);
      at = next;
    }
    return at;
  };
  const lines = new Map<string, { account: AccountItem; copies: number }>();
  for (const one of accounts) {
    const first = root(one);
    const line = lines.get(first.id) ?? { account: first, copies: -1 };
    lines.set(first.id, { ...line, copies: line.copies + 1 });
  }
  return [...lines.values()];
}
