// URL → typed answer. The one idea: a component says which answer it shows, and is drawn again when the case changes.
import type { Job, Session } from "./types";

/** What went wrong, in the server's one sentence. */
export class Refused extends Error {
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** Milliseconds before anything says that it waits. */
const SLOW = 200;

const state = $state<{ session: Session | null; version: number; jobs: Job[] }>({ session: null, version: 0, jobs: [] });

/** Who we are to the server: null until it has answered. */
export function session(): Session | null {
  return state.session;
}

/** Long steps that run or have ended since the page was opened, latest first. */
export function jobs(): Job[] {
  return state.jobs;
}

/** How often the case has changed under this page; answers are asked for again when it goes up. */
export function changes(): number {
  return state.version;
}

async function answer<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  let words = `${response.status} ${response.statusText}`;
  try {
    words = ((await response.json()) as { error?: string }).error ?? words;
  } catch {
    // the body is no JSON: the status has to do
  }
  throw new Refused(words, response.status);
}

let waiting = 0;
/** How many answers are awaited stands on the page, for the tests that wait for them. */
function counting(step: number): void {
  waiting += step;
  document.documentElement.dataset.waiting = String(waiting);
}

/** GET. Raises Refused with the server's sentence. */
export async function get<T>(url: string, signal?: AbortSignal): Promise<T> {
  counting(1);
  try {
    return await answer<T>(await fetch(url, signal ? { signal } : {}));
  } finally {
    counting(-1);
  }
}

async function open(): Promise<Session> {
  state.session ??= await get<Session>("/api/session");
  return state.session;
}

/** Learns who we are; called once at the start. */
export async function startSession(): Promise<void> {
  await open();
}

/** POST or DELETE with the session's token. */
export async function send<T>(method: "POST" | "DELETE", url: string, body?: BodyInit | object): Promise<T> {
  const headers: Record<string, string> = { "X-Rashomon-Token": (await open()).token };
  let payload: BodyInit | undefined;
  if (typeof body === "string") {
    headers["Content-Type"] = "application/x-ndjson";
    payload = body;
  } else if (body instanceof FormData) payload = body;
  else if (body !== undefined) {
    headers["Content-Type"] = "application/json";
    payload = JSON.stringify(body);
  }
  const response = await fetch(url, { method, headers, ...(payload === undefined ? {} : { body: payload }) });
  return answer<T>(response);
}

const over = (job: Job): boolean => ["done", "failed", "stopped"].includes(job.state);

function keep(job: Job): void {
  const known = state.jobs.some(({ id }) => id === job.id);
  state.jobs = known ? state.jobs.map((other) => (other.id === job.id ? job : other)) : [job, ...state.jobs];
}

/** Says that the case has changed: every answer is asked for again. */
export function changed(): void {
  state.version += 1;
}

/** Shows a long step until it ends; afterwards every answer is asked for again, unless the caller says when. */
export async function follow(job: Job, { quiet = false } = {}): Promise<Job> {
  keep(job);
  let latest = job;
  while (!over(latest)) {
    await new Promise((wake) => setTimeout(wake, 400));
    latest = await get<Job>(`/api/jobs/${latest.id}`);
    keep(latest);
  }
  if (latest.state !== "failed" && !quiet) changed();
  if (latest.state === "failed") throw new Refused(latest.error ?? "the step failed", 500);
  return latest;
}

/** Asks a running step to stop at its next batch. */
export async function stop(job: Job): Promise<void> {
  keep(await send<Job>("DELETE", `/api/jobs/${job.id}`));
}

/** Takes a finished step off the list. */
export function dismiss(job: Job): void {
  state.jobs = state.jobs.filter(({ id }) => id !== job.id);
}

/** An answer being asked for: `value` stays what it was while a newer one is on its way. */
export class Asked<T> {
  value = $state.raw<T | null>(null);
  error = $state<string | null>(null);
  status = $state(0);
  slow = $state(false);
}

/** Follows a URL; null asks for nothing. Call it while a component is made. */
export function ask<T>(url: () => string | null): Asked<T> {
  const asked = new Asked<T>();
  $effect(() => {
    const wanted = url();
    void state.version;
    if (wanted === null) {
      asked.value = null;
      return;
    }
    const stopper = new AbortController();
    const timer = setTimeout(() => (asked.slow = true), SLOW);
    get<T>(wanted, stopper.signal)
      .then((found) => {
        asked.value = found;
        asked.error = null;
      })
      .catch((error: unknown) => {
        if (stopper.signal.aborted) return;
        asked.value = null;
        asked.status = error instanceof Refused ? error.status : 0;
        asked.error = error instanceof Refused ? error.message : "the server does not answer: is `rashomon serve` still running?";
      })
      .finally(() => {
        if (stopper.signal.aborted) return;
        clearTimeout(timer);
        asked.slow = false;
      });
    return () => {
      clearTimeout(timer);
      asked.slow = false;
      stopper.abort();
    };
  });
  return asked;
}
