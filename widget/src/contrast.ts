// WCAG contrast between colours as browsers report them: rgb(…) or rgba(…).

export type Rgb = readonly [number, number, number];

export function parseRgb(color: string): Rgb | null {
  const match = /^rgba?\(\s*(\d+)[,\s]+(\d+)[,\s]+(\d+)/.exec(color);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : null;
}

export function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

/** 1 (none) to 21 (black on white). */
export function contrast(a: Rgb, b: Rgb): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** The readable text colour on a clinic's own accent. */
export function inkOn(background: Rgb): "#ffffff" | "#0b1413" {
  return contrast(background, [255, 255, 255]) >= contrast(background, [11, 20, 19]) ? "#ffffff" : "#0b1413";
}
