// Numbers and dates as the text report writes them, whatever the reader's locale: the same file looks the same everywhere.

export const count = (value: number): string => Math.round(value).toString().replace(/\B(?=(\d{3})+$)/g, ',');

export const share = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : `${value > 0 && value < 0.005 ? '<1' : Math.round(value * 100)} %`;

export const fixed = (value: number | null | undefined, digits = 2): string => value === null || value === undefined ? '–' : value.toFixed(digits);

export const span = (value: { low: number; high: number } | null | undefined): string =>
  !value ? '–' : share(value.low) === share(value.high) ? share(value.low) : `${share(value.low)} to ${share(value.high)}`;

export const interval = (value: readonly [number, number] | null | undefined): string => value ? `${fixed(value[0])} to ${fixed(value[1])}` : '–';

export const day = (time: string | null | undefined): string => (time ?? '–').slice(0, 10);

export const quarter = (time: string): string => `${time.slice(0, 4)}-Q${Math.floor((Number(time.slice(5, 7)) - 1) / 3) + 1}`;

export const plural = (value: number, one: string, many = `${one}s`): string => `${count(value)} ${value === 1 ? one : many}`;

/** Days as people say them. */
export function age(days: number | null | undefined): string {
  if (days === null || days === undefined)
    return '–';
  return days < 60 ? plural(Math.round(days), 'day') : days < 730 ? plural(Math.round(days / 30.44), 'month') : `${(days / 365.25).toFixed(1)} years`;
}

/** Thousands and millions short, for axes. */
export const short = (value: number): string =>
  Math.abs(value) >= 1e6 ? `${+(value / 1e6).toFixed(1)} M` : Math.abs(value) >= 1e4 ? `${+(value / 1e3).toFixed(1)} k` : count(value);

export const title = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
