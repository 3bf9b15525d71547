// The address bar ↔ what is shown. The one idea: a view's whole state is its URL, so that any view can be sent.

/** Where we are: the path's parts, decoded, and the query. */
export interface Place {
  path: string;
  parts: string[];
  query: URLSearchParams;
  hash: string;
}

function read(): Place {
  const { pathname, search, hash } = window.location;
  return {
    path: pathname,
    parts: pathname.split("/").filter(Boolean).map(decodeURIComponent),
    query: new URLSearchParams(search),
    hash: decodeURIComponent(hash.slice(1)),
  };
}

const state = $state({ place: read() });

/** The present place; reading it in a component follows it. */
export function place(): Place {
  return state.place;
}

/** Goes to a URL of this application. `replace` leaves no step in the history, for filters being tried. */
export function go(url: string, { replace = false, keep = false } = {}): void {
  if (url === window.location.pathname + window.location.search + window.location.hash) return;
  const before = window.location.pathname;
  window.history[replace ? "replaceState" : "pushState"](null, "", url);
  state.place = read();
  if (!keep && window.location.pathname !== before) window.scrollTo(0, 0);
}

/** The present path with some of its query changed; null or "" takes a key away. */
export function withQuery(changes: Record<string, string | number | null | undefined>): string {
  const query = new URLSearchParams(state.place.query);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === "") query.delete(key);
    else query.set(key, String(value));
  }
  const text = query.toString();
  return state.place.path + (text ? `?${text}` : "");
}

/** Makes links of this application change the view instead of loading the page anew. */
export function startRouter(): void {
  window.addEventListener("popstate", () => (state.place = read()));
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = (event.target as Element | null)?.closest("a");
    if (!link || link.target || link.hasAttribute("download") || link.origin !== window.location.origin) return;
    if (link.pathname.startsWith("/api/")) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  });
}
