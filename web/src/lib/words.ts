// Numbers, marks and intervals → words; the same words and marks as the terminal's.
import type { Agreement, Answer, Day, Named } from "./types";

/** Agreement is shown by shape and word, never by colour alone. */
export const MARKS: Record<Agreement, string> = { agreed: "●", differing: "◐", contradicted: "✕", updated: "↻", single: "○" };

/** What is disputed first. */
export const AGREEMENTS: Agreement[] = ["contradicted", "updated", "differing", "agreed", "single"];

/** What each mark says, for legends. */
export const MEANINGS: Record<Agreement, string> = {
  contradicted: "the answers cannot all hold",
  updated: "a later answer takes the place of an earlier one",
  differing: "the answers differ, and could all hold",
  agreed: "two or more independent origins give the same answer",
  single: "one origin alone answers",
};

/** PLOVER's types of acts in plain words, from working together to open violence. */
export const ACTS: Record<string, string> = {
  AGREE: "agree, or say that one will",
  CONSULT: "talk, meet, call or visit",
  SUPPORT: "back, praise or side with in words",
  COOPERATE: "work, trade or exercise together",
  AID: "give money, goods, arms or shelter",
  CONCEDE: "give way, ease or lift what was held",
  RETREAT: "withdraw, release, disarm or stop fighting",
  REQUEST: "ask or call for",
  ACCUSE: "blame, criticise or bring to court",
  REJECT: "refuse, deny or turn down",
  THREATEN: "announce harm, a ban or force",
  PROTEST: "march, strike or obstruct",
  SANCTION: "cut ties, fine, expel or withhold",
  MOBILIZE: "move or arm forces",
  COERCE: "arrest, seize, censor or restrict",
  ASSAULT: "attack, kill or destroy",
  HARM: "a disaster or accident; nobody is said to have done it",
};

/** What an article is called where its page gave it no title: its first words. */
export function titled(account: { title: string | null; opening: string }): string {
  return account.title ?? (account.opening ? `“${account.opening}”` : "untitled");
}

/** "1 article", "1,204 articles". */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : plural}`;
}

/** "6 outlets"; of articles that nothing names an outlet for nobody knows whether it is one. As in the terminal. */
export function outlets(number: number, names: readonly string[]): string {
  const unnamed = names.filter((name) => /^article [0-9a-f]{8}$/.test(name)).length;
  if (!unnamed) return count(number, "outlet");
  return number > unnamed ? `${count(number - unnamed, "outlet")} and ${count(unnamed, "article")} of unknown ones` : "outlets unknown";
}

/** The first names of a long list, and how many more there are: "A, B and 2 more". */
export function some(names: readonly string[], most = 6): string {
  return names.length > most + 1 ? `${names.slice(0, most).join(", ")} and ${names.length - most} more` : names.join(", ");
}

/** Articles beside the independent voices that they are: "12 articles · 5 origins". */
export function counts(articles: number, origins: number): string {
  return `${count(articles, "article")} · ${count(origins, "origin")}`;
}

/** Who stands where no account names a doer: nothing where harm is laid to none, else somebody. */
export function unnamed(type: string): string {
  return type === "HARM" ? "" : "somebody";
}

/** An act in one short line, as the terminal has it: actors, type and mode, recipients. */
export function headline(of: { type: string; mode: string | null; actors: Named[]; recipients: Named[] }): string {
  const listed = (some: Named[]): string => some.map(({ name }) => name).join(", ");
  return [listed(of.actors) || unnamed(of.type), act(of.type, of.mode), listed(of.recipients)].filter(Boolean).join(" · ");
}

/** "ASSAULT/heavy-weapons"; the type alone where no mode is known. */
export function act(type: string, mode: string | null): string {
  return mode ? `${type}/${mode}` : type;
}

/** "2017-04-11" → "11 Apr 2017". */
export function day(text: string): string {
  const date = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return text;
  return `${date.getUTCDate()} ${date.toLocaleString("en", { month: "short", timeZone: "UTC" })} ${date.getUTCFullYear()}`;
}

/** "3 seconds", "2 minutes", "1 h 20 min". */
export function lasting(seconds: number): string {
  if (seconds < 90) return count(Math.max(1, Math.round(seconds)), "second");
  if (seconds < 5400) return count(Math.round(seconds / 60), "minute");
  return `${Math.floor(seconds / 3600)} h ${Math.round((seconds % 3600) / 60)} min`;
}

/** A part of a whole: 0.983 → "98 %"; never 100 % of what is not whole. */
export function percent(share: number): string {
  const rounded = Math.round(share * 100);
  return `${share < 1 ? Math.min(rounded, 99) : rounded} %`;
}

/** "42 KB". */
export function bytes(number: number): string {
  if (number < 1024) return `${number} bytes`;
  return number < 1048576 ? `${Math.round(number / 1024)} KB` : `${(number / 1048576).toFixed(1)} MB`;
}

/** How many articles fell on which days, in a sentence for those who do not see the strip. */
export function volumeWords(days: Day[]): string {
  const first = days[0];
  const last = days[days.length - 1];
  if (!first || !last) return "no dated articles";
  const most = days.reduce((best, one) => (one.articles > best.articles ? one : best), first);
  return `articles from ${day(first.day)} to ${day(last.day)}, most on ${day(most.day)} (${most.articles})`;
}

/** What the search box and links write for a field: quotes where a value has spaces. */
export function field(name: string, value: string): string {
  return /[\s":]/.test(value) ? `${name}:"${value.replaceAll('"', "")}"` : `${name}:${value}`;
}

/** An answer with its ISO dates spelled as days: "2019-05-24 afternoon" → "24 May 2019 afternoon". */
export function spelled(answer: string): string {
  return answer.replace(/\b\d{4}-\d{2}-\d{2}\b/g, day);
}

/** A moment on an axis, with no more detail than the axis has: "2017", "Apr 2017", "11 Apr", "11 Apr 06:00". */
export function tick(date: Date, days: number): string {
  const month = date.toLocaleString("en", { month: "short", timeZone: "UTC" });
  if (days > 1100) return date.getUTCMonth() === 0 ? String(date.getUTCFullYear()) : `${month} ${date.getUTCFullYear()}`;
  if (days > 70) return `${month} ${date.getUTCFullYear()}`;
  if (days > 4) return `${date.getUTCDate()} ${month}`;
  return `${date.getUTCDate()} ${month} ${date.toISOString().slice(11, 16)}`;
}

/** A part of a report that a person can give: what it is called, and what can be typed. */
export interface Part { part: string; words: string; such: string; how: string; known?: string[] }

/** The parts of a report in the order in which a reader asks for them. */
export const PARTS: Part[] = [
  { part: "when", words: "when", such: "2017-04-07", how: "A day, a month (2017-04), a year, a minute (2017-04-07T03:45, UTC), or two with a stroke between; before, after or about may stand before it." },
  { part: "where", words: "where", such: "Homs, Syria", how: "A name that the gazetteer or the article has, with its country where several bear it; an id of GeoNames; or a name with degrees: Tell Aran, Syria (36.125, 37.337)." },
  { part: "how-many", words: "how many", such: "14 dead", how: "One number with what it counts: at least 14 dead, 10 to 12 injured, 3 missiles. Other counts stay." },
  { part: "who", words: "who", such: "names, with ; between", how: "Everybody who did it. A name is taken for whom the machine takes it for." },
  { part: "whom", words: "to whom", such: "names, with ; between", how: "Everybody to whom it was done. A name is taken for whom the machine takes it for." },
  { part: "type", words: "type", such: "ASSAULT/aerial", how: "A type of PLOVER, with a mode of it where there is one.", known: Object.keys(ACTS) },
  { part: "modality", words: "modality", such: "planned", how: "happened, ongoing, planned, hypothetical, demanded or denied.", known: ["happened", "ongoing", "planned", "hypothetical", "demanded", "denied"] },
];

/** The parts of a statement. */
export const STATEMENT_PARTS: Part[] = [
  { part: "speaker", words: "speaker", such: "a name", how: "Who says it: one name, taken for whom the machine takes it for." },
  { part: "words", words: "words", such: "exactly as they stand there", how: "Exact characters of the article; a “ … ” stands between words that stand apart." },
  { part: "cue", words: "cue", such: "said on Friday that", how: "The words that bring it in, exactly as they stand there." },
  { part: "form", words: "form", such: "direct", how: "direct, indirect or mixed.", known: ["direct", "indirect", "mixed"] },
];

/** Who corrected a report so that it gives this answer to a question. */
export function correctors(question: string, answer: Answer): string[] {
  const part = ["who", "whom", "when", "where"].includes(question) ? question : `how-many:${question}`;
  return [...new Set(answer.quotes.flatMap((quote) => quote.given.filter((line) => line.part === part || line.part === "all").map((line) => line.by)))];
}

/** A part in words: "how many dead" of "how-many:dead". */
export function partWords(part: string): string {
  return part === "all" ? "all of it" : part.replace("-", " ").replace(":", " ");
}
