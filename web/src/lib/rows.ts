// j, k, h, l → which row or cell has the focus. Rows are elements marked data-row, cells inside them data-cell.

function rows(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-row]")].filter((row) => row.offsetParent !== null);
}

function cells(row: HTMLElement): HTMLElement[] {
  const found = [...row.querySelectorAll<HTMLElement>("[data-cell]")].filter((cell) => cell.offsetParent !== null);
  return found.length ? found : [row.querySelector<HTMLElement>("a, button, summary") ?? row];
}

function focus(element: HTMLElement | undefined): void {
  if (!element) return;
  if (!element.matches("a, button, summary, input")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Moves the focus `step` rows on, in the same column where rows have cells. */
export function moveRow(step: number): void {
  const all = rows();
  const here = all.findIndex((row) => row.contains(document.activeElement));
  const current = all[here];
  const column = current ? Math.max(0, cells(current).findIndex((cell) => cell === document.activeElement)) : 0;
  const next = here < 0 ? all[step > 0 ? 0 : all.length - 1] : all[here + step];
  if (!next) return;
  const inside = cells(next);
  focus(inside[Math.min(column, inside.length - 1)]);
}

/** Moves the focus `step` cells along the row. */
export function moveCell(step: number): void {
  const row = rows().find((one) => one.contains(document.activeElement));
  if (!row) return;
  const inside = cells(row);
  focus(inside[inside.findIndex((cell) => cell === document.activeElement) + step]);
}
