// What a reader selected in an article's text → the characters of the article, in code points, as whole words.
import type { Characters } from "./codepoints";

/** Words of an article; `start` is null where nobody selected them, or they were typed. */
export interface Selected {
  start: number | null;
  words: string;
}

const WORD = /[\p{L}\p{N}_]/u;

/** The selected characters of the pieces below `root`, which know where they stand; null where none is selected. */
export function selectedIn(root: HTMLElement, selection: Selection, characters: Characters): Selected | null {
  if (!selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  let [start, end] = [Infinity, -1];
  for (const piece of root.querySelectorAll<HTMLElement>("[data-start]")) {
    if (!range.intersectsNode(piece)) continue;
    const [first, last] = [Number(piece.dataset.start), Number(piece.dataset.end)];
    start = Math.min(start, first + (within(piece, range.startContainer, range.startOffset) ?? 0));
    end = Math.max(end, first + (within(piece, range.endContainer, range.endOffset) ?? last - first));
  }
  if (start >= end) return null;
  return whole(start, end, characters);
}

/** How many code points of a piece stand before a place in it; null where the place is not in it. */
function within(piece: HTMLElement, node: Node, offset: number): number | null {
  if (node === piece) return offset === 0 ? 0 : [...(piece.textContent ?? "")].length;
  if (!piece.contains(node)) return null;
  return [...(node.textContent ?? "").slice(0, offset)].length;
}

/** The span without space at its ends, and with the rest of words that it cuts. */
function whole(start: number, end: number, characters: Characters): Selected | null {
  const at = (place: number): string => characters.slice(place, place + 1);
  while (start < end && !at(start).trim()) start += 1;
  while (end > start && !at(end - 1).trim()) end -= 1;
  if (start >= end) return null;
  while (start > 0 && WORD.test(at(start)) && WORD.test(at(start - 1))) start -= 1;
  while (end < characters.length && WORD.test(at(end - 1)) && WORD.test(at(end))) end += 1;
  return { start, words: characters.slice(start, end) };
}
