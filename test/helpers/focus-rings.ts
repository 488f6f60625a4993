/** In a page: gives the focus to each part that takes it, and says of which it cannot be seen. */

/** As much of the browser's own things as is asked for here: the rest of the project's tests runs without them. */
interface Part {
  readonly parentElement: Part | null;
  readonly outerHTML: string;
  focus(): void;
  matches(selector: string): boolean;
  checkVisibility(options: object): boolean;
  getBoundingClientRect(): { readonly [side in 'top' | 'bottom' | 'left' | 'right']: number };
}
declare const document: {
  readonly body: Part;
  readonly activeElement: Part | null;
  querySelectorAll(selector: string): Iterable<Part>;
};
declare function getComputedStyle(part: Part): Readonly<Record<string, string>>;

/** At least so thick, and so much lighter or darker than what it lies on (WCAG 2.2, 1.4.11). */
interface Found {
  readonly seen: number;
  readonly troubles: readonly string[];
}

/** Runs in the browser, so it stands by itself. */
export function ringTroubles(): Found {
  const [THICK, CONTRAST] = [2, 3] as const;
  type Channels = readonly [number, number, number, number];

  const channelsOf = (colour: string): Channels => {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
    return [red, green, blue, alpha];
  };
  const luminance = ([red, green, blue]: Channels): number => {
    const linear = (value: number): number =>
      value / 255 <= 0.040_45 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4;
    return 0.212_6 * linear(red) + 0.715_2 * linear(green) + 0.072_2 * linear(blue);
  };
  const contrast = (one: Channels, other: Channels): number => {
    const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  /** What a ring lies on: within the part where it is drawn inwards, else around it. */
  const groundOf = (part: Part, inwards: boolean): Channels => {
    for (let one: Part | null = inwards ? part : part.parentElement; one !== null; one = one.parentElement) {
      const colour = channelsOf(getComputedStyle(one).backgroundColor ?? '');
      if (colour[3] > 0.99) return colour;
    }
    return [255, 255, 255, 1];
  };
  /** Sides at which something that scrolls or cuts hides the ring. */
  const sidesCut = (part: Part, reach: number): number => {
    const ring = part.getBoundingClientRect();
    const cut = new Set<string>();
    for (let one = part.parentElement; one !== null && one !== document.body; one = one.parentElement) {
      const { overflowX, overflowY, position } = getComputedStyle(one);
      const box = one.getBoundingClientRect();
      const slack = reach - 0.5;
      if (overflowY !== 'visible') {
        if (ring.top - slack < box.top) cut.add('top');
        if (ring.bottom + slack > box.bottom) cut.add('bottom');
      }
      if (overflowX !== 'visible') {
        if (ring.left - slack < box.left) cut.add('left');
        if (ring.right + slack > box.right) cut.add('right');
      }
      if (position === 'fixed') break;
    }
    return cut.size;
  };
  const troubleOf = (part: Part): string | null => {
    part.focus();
    if (document.activeElement !== part) return null;
    const { outlineStyle, outlineWidth, outlineColor, outlineOffset } = getComputedStyle(part);
    const [width = 0, offset = 0] = [Number.parseFloat(outlineWidth ?? ''), Number.parseFloat(outlineOffset ?? '')];
    if (outlineStyle === 'none' || width < THICK) return 'no ring';
    const shown = contrast(channelsOf(outlineColor ?? ''), groundOf(part, offset < 0));
    if (shown < CONTRAST) return `contrast ${shown.toFixed(1)}`;
    return sidesCut(part, width + offset) > 1 ? 'cut off' : null;
  };
  const parts = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
  const open = parts.filter((part) => !part.matches(':disabled') && part.checkVisibility({ visibilityProperty: true }));
  const named = (part: Part): string => part.outerHTML.slice(0, 120);
  const troubles = open.flatMap((part) => {
    const trouble = troubleOf(part);
    return trouble === null ? [] : [`${trouble}: ${named(part)}`];
  });
  return { seen: open.length, troubles };
}
