// Keys → deeds. The one idea: a view lends its keys while it stands; the help sheet lists what is lent.
import { untrack } from "svelte";

/** One key (or two, typed one after the other: "g s") and what it does, in words. */
export interface Key {
  keys: string;
  does: string;
  run: () => void;
}

interface Lent {
  id: number;
  title: string;
  keys: Key[];
}

const shown = $state<{ all: Lent[] }>({ all: [] });
let lastId = 0;
let first: { key: string; at: number } | null = null;

/** Milliseconds in which the second key of two has to follow. */
const PATIENCE = 1200;

/** What the help sheet shows. */
export function lentKeys(): Lent[] {
  return shown.all;
}

/** Lends keys until the returned function is called: `$effect(() => lend("Article", keys))`. */
export function lend(title: string, keys: Key[]): () => void {
  lastId += 1;
  const id = lastId;
  untrack(() => (shown.all = [...shown.all, { id, title, keys }]));
  return () => {
    shown.all = shown.all.filter((other) => other.id !== id);
  };
}

function typing(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  if (!element) return false;
  return element.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(element.tagName);
}

function runKey(combination: string): boolean {
  for (const { keys } of [...shown.all].reverse()) {
    const found = keys.find((key) => key.keys === combination);
    if (found) {
      found.run();
      return true;
    }
  }
  return false;
}

/** Whether an open dialogue keeps the keys to itself. */
function shut(): boolean {
  return document.querySelector("dialog:modal") !== null;
}

/** Starts to listen. Escape is heard while typing, the rest is not. */
export function startKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
    const name = event.key === "Escape" ? "esc" : event.key === "Enter" ? "enter" : event.key;
    if (typing(event.target)) {
      if (name === "esc") (event.target as HTMLElement).blur();
      return;
    }
    if (shut()) return;
    const two = first && Date.now() - first.at < PATIENCE ? `${first.key} ${name}` : null;
    first = null;
    if (name === "enter" && (event.target as HTMLElement).closest("a, button, summary")) return;
    if ((two && runKey(two)) || runKey(name)) event.preventDefault();
    else if (name === "g") first = { key: name, at: Date.now() };
  });
}
