// When this browser last looked at a case: what is new since then is asked for by that moment.

/** Minutes without a look after which the next one is another visit. */
const APART = 30;

interface Visits { seen: string; before: string | null }

const key = (name: string): string => `rashomon.visits.${name}`;

function kept(name: string): Visits | null {
  try {
    const found = JSON.parse(localStorage.getItem(key(name)) ?? "null") as Partial<Visits> | null;
    return typeof found?.seen === "string" ? { seen: found.seen, before: typeof found.before === "string" ? found.before : null } : null;
  } catch {
    // what lies there is no note of ours, or nothing may be kept
    return null;
  }
}

/** Notes that the case is looked at now. */
export function noteVisit(name: string, now: Date = new Date()): void {
  const last = kept(name);
  const another = !last || now.getTime() - new Date(last.seen).getTime() > APART * 60_000;
  try {
    localStorage.setItem(key(name), JSON.stringify({ seen: now.toISOString(), before: another ? (last?.seen ?? null) : last.before }));
  } catch {
    // a browser that keeps nothing has no last visit
  }
}

/** The end of the visit before this one, in ISO 8601; null where there was none. */
export function lastVisit(name: string): string | null {
  return kept(name)?.before ?? null;
}

/** The day so many days ago, as 2026-11-22 (UTC). */
export function daysAgo(days: number, now: Date = new Date()): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
}
