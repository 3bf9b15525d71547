// Offsets of the record count Unicode code points; JavaScript's strings count UTF-16 units.
// The one idea: a text is indexed once, and only this file ever cuts it.

/** A text that is cut by code points. */
export class Characters {
  readonly text: string;
  readonly length: number;
  /** Code point offset → UTF-16 offset; null where both are the same. */
  private readonly units: Uint32Array | null;

  constructor(text: string) {
    this.text = text;
    let astral = false;
    for (let i = 0; i < text.length && !astral; i += 1) astral = isHigh(text, i);
    if (!astral) {
      this.units = null;
      this.length = text.length;
      return;
    }
    const units: number[] = [];
    for (let i = 0; i < text.length; i += isHigh(text, i) ? 2 : 1) units.push(i);
    this.length = units.length;
    units.push(text.length);
    this.units = Uint32Array.from(units);
  }

  /** The characters [start, end), in code points. */
  slice(start: number, end: number): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }

  /** Code point offset → UTF-16 offset. */
  unit(point: number): number {
    const at = Math.max(0, Math.min(point, this.length));
    return this.units ? (this.units[at] ?? this.text.length) : at;
  }
}

function isHigh(text: string, i: number): boolean {
  const high = text.charCodeAt(i);
  const low = text.charCodeAt(i + 1);
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
}
