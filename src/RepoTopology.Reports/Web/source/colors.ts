// Colours that people with any kind of colour vision tell apart: Okabe and Ito, "Color Universal Design" (2008), and cividis for what has an order
// (Nuñez, Anderton and Renslow, PLOS ONE 2018). The page's own tokens (text, lines, paper) are in page.css.

export const categories = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#f0e442', '#7a5195'] as const;

export const nobody = '#8c8c8c';

export const ordered = ['#fdea45', '#cbba69', '#958f78', '#666970', '#31446b', '#00224e'] as const;

export const layers: Record<string, string> = { core: '#0072b2', regular: '#009e73', occasional: '#e69f00', casual: '#a6a6a6' };

export const category = (index: number): string => index >= 0 && index < categories.length ? categories[index]! : nobody;

/** A step of the ordered scale, for 0 to 1. */
export const step = (value: number): string => ordered[Math.max(0, Math.min(ordered.length - 1, Math.floor(value * ordered.length)))]!;

/** Black or white, whichever reads better on a colour. */
export function ink(background: string): string {
  const [r, g, b] = [1, 3, 5].map(i => {
    const part = parseInt(background.slice(i, i + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? '#000000' : '#ffffff';
}
