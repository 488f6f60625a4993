/** A plot of figures against size, as one SVG file that needs nothing else: no script, no font, no address. */

export interface PlotPoint {
  readonly label: string;
  readonly x: number;
  readonly y: number;
  /** Ends of the interval; null: none is known. */
  readonly low: number | null;
  readonly high: number | null;
  /** Drawn hollow: to be told apart from the others. */
  readonly isHollow: boolean;
}

export interface Panel {
  readonly title: string;
  readonly yMin: number;
  readonly yMax: number;
  readonly yText: (value: number) => string;
  readonly points: readonly PlotPoint[];
}

export interface Plot {
  readonly title: string;
  /** On a logarithmic scale. */
  readonly xTitle: string;
  readonly notes: readonly string[];
  readonly panels: readonly Panel[];
}

const WIDTH = 720;
const PANEL = 300;
const LEFT = 70;
const RIGHT = 20;
const TOP = 56;
const PLOT_HEIGHT = 210;
const NOTE_HEIGHT = 16;
const LABEL_MAX = 24;
const TICKS_Y = 5;

/** Text as XML takes it; what XML does not allow at all becomes a question mark. */
export function xmlText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '?')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const at = (value: number): string => value.toFixed(1);

function text(x: number, y: number, said: string, more = ''): string {
  return `<text x="${at(x)}" y="${at(y)}"${more}>${xmlText(said)}</text>`;
}

function line(x1: number, y1: number, x2: number, y2: number, stroke: string): string {
  return `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" stroke="${stroke}"/>`;
}

interface Scale {
  readonly ticks: readonly number[];
  readonly of: (value: number) => number;
}

/** Decades, and half and fifth of them, from below the least to above the greatest. */
function sizeScale(xs: readonly number[]): Scale {
  const least = Math.min(...xs) / 1.3;
  const greatest = Math.max(...xs) * 1.3;
  const span = Math.log(greatest / least);
  const ticks: number[] = [];
  for (let decade = 10 ** Math.floor(Math.log10(least)); decade <= greatest; decade *= 10) {
    for (const step of [1, 2, 5]) if (decade * step >= least && decade * step <= greatest) ticks.push(decade * step);
  }
  const of = (value: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * Math.log(value / least)) / span;
  return { ticks, of };
}

function panelOf({ title, yMin, yMax, yText, points }: Panel, x: Scale, xTitle: string, top: number): string[] {
  const bottom = top + PLOT_HEIGHT;
  const y = (value: number): number => bottom - (PLOT_HEIGHT * (value - yMin)) / (yMax - yMin || 1);
  const parts = [text(LEFT, top - 10, title, ' font-weight="bold"')];
  for (let tick = 0; tick <= TICKS_Y; tick += 1) {
    const value = yMin + ((yMax - yMin) * tick) / TICKS_Y;
    parts.push(line(LEFT, y(value), WIDTH - RIGHT, y(value), '#ddd'));
    parts.push(text(LEFT - 6, y(value) + 4, yText(value), ' text-anchor="end"'));
  }
  for (const tick of x.ticks) {
    parts.push(line(x.of(tick), bottom, x.of(tick), bottom + 4, '#555'));
    parts.push(text(x.of(tick), bottom + 18, String(Number(tick.toPrecision(3))), ' text-anchor="middle"'));
  }
  parts.push(text((LEFT + WIDTH - RIGHT) / 2, bottom + 36, xTitle, ' text-anchor="middle"'));
  for (const { label, x: size, y: value, low, high, isHollow } of points) {
    const left = x.of(size);
    if (low !== null && high !== null) parts.push(line(left, y(low), left, y(high), '#888'));
    const fill = isHollow ? '#fff' : '#1f6feb';
    parts.push(`<circle cx="${at(left)}" cy="${at(y(value))}" r="5" fill="${fill}" stroke="#1f6feb"/>`);
    const short = label.length > LABEL_MAX ? `${label.slice(0, LABEL_MAX)}…` : label;
    const isRight = left > (2 * WIDTH) / 3;
    const place = isRight ? ' text-anchor="end"' : '';
    parts.push(text(left + (isRight ? -9 : 9), y(value) - 6, short, place));
  }
  return parts;
}

/** Throws where there is no point: an empty plot shows nothing. */
export function svgPlot({ title, xTitle, notes, panels }: Plot): string {
  const xs = panels.flatMap(({ points }) => points.map(({ x }) => x));
  if (xs.length === 0) throw new RangeError('a plot of no points');
  const x = sizeScale(xs);
  const height = TOP + panels.length * PANEL + notes.length * NOTE_HEIGHT + 12;
  const parts = [
    text(LEFT, 24, title, ' font-size="16"'),
    ...panels.flatMap((panel, index) => panelOf(panel, x, xTitle, TOP + 20 + index * PANEL)),
    ...notes.map((note, index) =>
      text(LEFT, TOP + panels.length * PANEL + (index + 1) * NOTE_HEIGHT, note, ' fill="#555"'),
    ),
  ];
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12" role="img">`;
  return `${head}<title>${xmlText(title)}</title><rect width="${WIDTH}" height="${height}" fill="#fff"/>\n${parts.join('\n')}\n</svg>\n`;
}
