// Tables that sort and filter. Long ones show their beginning first.
import { h, type Child } from './dom';

export interface Column<T> {
  title: string;
  /** What it sorts by and what CSV shows. */
  value: (row: T) => string | number | null | undefined;
  /** What the cell shows; the value itself without it. */
  cell?: (row: T) => Child;
  /** Numbers stand right, and sort greatest first. */
  numeric?: boolean;
  /** For who can click or copy; paper goes without. */
  screen?: boolean;
  /** A further explanation of the title. */
  hint?: string;
}

export interface TableOptions<T> {
  caption: string;
  columns: Column<T>[];
  rows: readonly T[];
  /** What the filter looks at; no filter without it. */
  text?: (row: T) => string;
  page?: number;
}

export function csv<T>(columns: Column<T>[], rows: readonly T[]): string {
  const cell = (value: string | number | null | undefined): string => {
    const text = String(value ?? '');
    // A spreadsheet would compute what begins like a formula.
    const safe = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  return [columns.map(column => column.title), ...rows.map(row => columns.map(column => column.value(row)))]
    .map(cells => `${cells.map(cell).join(',')}\n`).join('');
}

export function table<T>(options: TableOptions<T>): HTMLElement {
  const { columns, rows } = options;
  const page = options.page ?? 25;
  let shown = page, sortedBy = -1, ascending = false, wanted = '';
  const body = h('tbody');
  const more = h('button', { type: 'button', class: 'more', click: () => { shown += 10 * page; draw(); if (more.hidden) scroll.focus(); } });
  const rest = h('p', { class: 'note paper' });
  const state = h('p', { class: 'note', 'aria-live': 'polite' });
  const kind = (column: Column<T>): string => column.numeric ? 'number' : column.screen ? 'screen' : '';
  const heads = columns.map((column, i) => h('th', { scope: 'col', class: kind(column), title: column.hint },
    h('button', { type: 'button', click: () => sort(i) }, column.title)));

  function sort(column: number): void {
    ascending = sortedBy === column ? !ascending : !columns[column]!.numeric;
    sortedBy = column;
    heads.forEach((head, i) => i === column ? head.setAttribute('aria-sort', ascending ? 'ascending' : 'descending') : head.removeAttribute('aria-sort'));
    draw();
  }

  function draw(): void {
    let found = wanted === '' ? [...rows] : rows.filter(row => options.text!(row).toLowerCase().includes(wanted));
    const by = columns[sortedBy];
    if (by) {
      const sign = ascending ? 1 : -1;
      found = found.map((row, place) => ({ row, place, value: by.value(row) })).sort((a, b) =>
        // What is not known stands last, whichever way.
        (a.value === null || a.value === undefined ? 1 : 0) - (b.value === null || b.value === undefined ? 1 : 0)
        || sign * (typeof a.value === 'number' && typeof b.value === 'number' ? a.value - b.value : String(a.value) < String(b.value) ? -1 : String(a.value) > String(b.value) ? 1 : 0)
        || a.place - b.place).map(item => item.row);
    }
    body.replaceChildren(...found.slice(0, shown).map(row => h('tr', {}, ...columns.map((column, i) =>
      h(i === 0 ? 'th' : 'td', { scope: i === 0 ? 'row' : null, class: kind(column) }, column.cell ? column.cell(row) : column.value(row) ?? '–')))));
    more.hidden = found.length <= shown;
    more.textContent = `Show more (${found.length - shown} left)`;
    rest.hidden = more.hidden;
    rest.textContent = `${found.length - shown} more are in the page itself.`;
    state.textContent = wanted === '' ? '' : `${found.length} of ${rows.length} match`;
  }

  const scroll = h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': options.caption },
    h('table', {}, h('caption', {}, options.caption), h('thead', {}, h('tr', {}, ...heads)), body));
  draw();
  const filter = options.text && rows.length > 5
    ? h('label', { class: 'filter' }, 'Filter ', h('input', {
      type: 'search', 'aria-label': `Filter: ${options.caption}`,
      input: event => { wanted = (event.target as HTMLInputElement).value.trim().toLowerCase(); shown = page; draw(); },
    }))
    : null;
  return h('div', { class: 'table' }, filter, state, scroll, more, rest);
}
