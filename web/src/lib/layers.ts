// An article's annotations → flat pieces of text, each knowing all that lies over it.
// The one idea: pieces never nest, so any layers can overlap and any of them can be switched off.
import type { Characters } from "./codepoints";
import type { ArticlePage } from "./types";
import { headline } from "./words";

export type Layer = "e" | "s" | "r" | "t" | "p" | "n";

export const LAYERS: { key: Layer; name: string }[] = [
  { key: "e", name: "entities" },
  { key: "s", name: "statements" },
  { key: "r", name: "reports" },
  { key: "t", name: "times" },
  { key: "p", name: "places" },
  { key: "n", name: "numbers" },
];

/** One annotation: where it lies, which layer it is of, what to say about it, where it leads. */
export interface Over {
  layer: Layer | "chosen" | "cue";
  start: number;
  end: number;
  says: string;
  href: string | null;
}

/** A run of characters under the same annotations, innermost last. */
export interface Piece {
  start: number;
  end: number;
  text: string;
  over: Over[];
}


/** Everything read in an article, as annotations. */
export function annotations(page: ArticlePage): Over[] {
  const found: Over[] = [];
  for (const s of page.statements) {
    const who = s.speaker?.name ?? "nobody is named";
    const chain = [s.chain_words, who].filter(Boolean).join(" ← ");
    for (const span of s.content) found.push({ layer: "s", ...span, says: `${s.form} statement · ${chain}${s.negative ? " · denying" : ""}${s.certainty ? ` · “${s.certainty}”` : ""}`, href: s.speaker?.id ? `/entity/${s.speaker.id}` : null });
    if (s.cue) found.push({ layer: "cue", ...s.cue, says: `cue of a statement by ${who}`, href: null });
  }
  for (const r of page.reports) {
    const says = ["report", headline(r), r.modality, r.when?.words, r.where?.name, ...r.quantities].filter(Boolean).join(" · ");
    found.push({ layer: "r", start: r.trigger.start, end: r.trigger.end, says, href: r.event ? `/event/${r.event}` : null });
  }
  for (const e of page.entities) found.push({ layer: "e", start: e.start, end: e.end, says: `${e.kind} · ${e.name ?? "not joined to anybody"}`, href: e.entity ? `/entity/${e.entity}` : null });
  for (const t of page.times) found.push({ layer: "t", start: t.start, end: t.end, says: `time · ${t.when?.words ?? t.text}${t.anchor ? ` · counted from ${t.anchor}` : ""}`, href: null });
  for (const p of page.places) found.push({ layer: "p", start: p.start, end: p.end, says: p.where === null ? `place · ${p.text} · not known` : `place · ${p.where.name}${p.where.country ? `, ${p.where.country}` : ""}${p.where.latitude === null ? " · not on the map" : ""}`, href: null });
  for (const q of page.quantities) found.push({ layer: "n", start: q.start, end: q.end, says: `number · ${q.words}`, href: null });
  return found;
}

/** Cuts [start, end) wherever an annotation begins or ends. */
export function cut(characters: Characters, start: number, end: number, over: Over[]): Piece[] {
  const inside = over.filter((one) => one.start < end && one.end > start).sort((a, b) => b.end - b.start - (a.end - a.start));
  const edges = new Set([start, end]);
  for (const one of inside) {
    if (one.start > start) edges.add(one.start);
    if (one.end < end) edges.add(one.end);
  }
  const places = [...edges].sort((a, b) => a - b);
  return places.slice(0, -1).map((from, at) => {
    const to = places[at + 1] ?? end;
    return { start: from, end: to, text: characters.slice(from, to), over: inside.filter((one) => one.start < to && one.end > from) };
  });
}
