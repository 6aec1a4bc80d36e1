// Elements. Text is set as text and nothing else ever is: names of people and files are hostile until proven otherwise.

type Value = string | number | boolean | null | undefined;
type Attributes = Record<string, Value | ((event: Event) => void)>;
export type Child = Node | string | number | null | undefined | false;

function fill<T extends Element>(element: T, attributes: Attributes, children: Child[]): T {
  for (const [name, value] of Object.entries(attributes))
    if (typeof value === 'function')
      element.addEventListener(name, value);
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : String(value));
  for (const child of children)
    if (child !== null && child !== undefined && child !== false)
      element.append(typeof child === 'number' ? String(child) : child);
  return element;
}

export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

export function s<K extends keyof SVGElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

/** Text that would mislead a reader is shown for what it is: control and direction marks, and what is too long for any page. */
export function clean(text: unknown, most = 120): string {
  const shown = String(text ?? '').replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, '\ufffd');
  const letters = shown.length > most ? [...shown.slice(0, most * 2)] : [];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : shown;
}

/** A name as an element that keeps its direction to itself. */
export const name = (text: unknown, most = 80): HTMLElement => h('bdi', {}, clean(text, most));

/** Text that breaks between the parts of paths and dotted names rather than in one. */
const breaking = (text: string): Child[] => text.split(/(?<=\/)|(?<=\.)(?=[A-Z])/).flatMap((part, i) => i === 0 ? [part] : [h('wbr'), part]);

/** A path or a dotted name. */
export const path = (text: unknown, most = 160): HTMLElement => h('bdi', {}, ...breaking(clean(text, most)));

/** A module as readers see it. */
export const moduleName = (text: string): string => text === '.' ? '(top directory)' : text;

/** A line of a description list. */
export const pair = (term: string, value: Child): HTMLElement[] => [h('dt', {}, term), h('dd', {}, value)];

/** Words for a POSIX shell. */
export function quoted(word: string): string {
  return /^[A-Za-z0-9_./:@%+=,-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`;
}

/** A command with a button that copies it. */
export function command(text: string, label = text): HTMLElement {
  const button = h('button', {
    type: 'button', class: 'copy', title: 'Copy', 'aria-label': `Copy the command: ${clean(label)}`,
    click: () => copy(text, button),
  }, 'copy');
  return h('span', { class: 'command' }, h('code', {}, ...breaking(clean(text, 160))), button);
}

function copy(text: string, button: HTMLElement): void {
  const done = (word: string) => {
    button.textContent = word;
    announce(`${word}: ${clean(text)}`);
    setTimeout(() => button.textContent = 'copy', 1500);
  };
  const byHand = () => {
    const area = h('textarea', { class: 'away', 'aria-hidden': 'true' });
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    done(copied ? 'copied' : 'cannot copy');
  };
  if (navigator.clipboard)
    navigator.clipboard.writeText(text).then(() => done('copied'), byHand);
  else
    byHand();
}

const status = h('div', { class: 'away', role: 'status', 'aria-live': 'polite' });

/** Says something to those who do not see the page. */
export function announce(text: string): void {
  if (!status.isConnected)
    document.body.append(status);
  status.textContent = text;
}

/** Hands a file to whoever reads the page. */
export function save(fileName: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = h('a', { href: address, download: fileName });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

const tip = h('div', { class: 'tip', 'aria-hidden': 'true', hidden: true });
let isOfMark = false;

/** Shows lines beside the pointer or the focused mark, until told otherwise. */
export function showTip(lines: string[], near: { clientX: number; clientY: number } | Element): void {
  if (!tip.isConnected)
    document.body.append(tip);
  tip.replaceChildren(...lines.map(line => h('div', { dir: 'auto' }, line)));
  tip.hidden = false;
  isOfMark = near instanceof Element;
  const box = near instanceof Element ? near.getBoundingClientRect() : null;
  const x = box ? box.left + box.width / 2 : (near as { clientX: number }).clientX;
  const y = box ? box.bottom : (near as { clientY: number }).clientY;
  const size = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(4, Math.min(x + 12, innerWidth - size.width - 8))}px`;
  tip.style.top = `${y + 16 + size.height > innerHeight ? Math.max(4, y - size.height - 12) : y + 16}px`;
}

export const hideTip = (): void => { tip.hidden = true; };

/** What the pointer was over has moved away; what has the focus keeps telling about itself. */
export const hideTipOnScroll = (): void => { if (!isOfMark) hideTip(); };

/** Makes a mark tell about itself to pointer, keyboard and screen reader, and act when it is chosen. */
export function describe<T extends SVGElement>(mark: T, lines: string[], act?: (event: Event) => void): T {
  mark.setAttribute('aria-label', lines.join('; '));
  mark.setAttribute('role', act ? 'button' : 'img');
  mark.addEventListener('pointermove', event => showTip(lines, event));
  mark.addEventListener('pointerleave', hideTip);
  mark.addEventListener('focus', () => { if (mark.matches(':focus-visible')) showTip(lines, mark); });
  mark.addEventListener('blur', hideTip);
  if (act) {
    mark.addEventListener('click', act);
    mark.addEventListener('keydown', event => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        act(event);
      }
    });
  }
  return mark;
}

/** One stop of the Tab key for many marks, the one that had the focus last; arrows go from one to the next. */
export function roving(host: SVGElement, marks: SVGElement[]): void {
  marks.forEach((mark, i) => mark.setAttribute('tabindex', i === 0 ? '0' : '-1'));
  let current = 0;
  host.addEventListener('focusin', event => {
    const at = marks.indexOf(event.target as SVGElement);
    if (at < 0)
      return;
    marks[current]!.setAttribute('tabindex', '-1');
    marks[at]!.setAttribute('tabindex', '0');
    current = at;
  });
  host.addEventListener('keydown', event => {
    const at = marks.indexOf(document.activeElement as SVGElement);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? marks.length - 1 : step === undefined ? -1 : at + step;
    const mark = at < 0 ? undefined : marks[to];
    if (!mark)
      return;
    event.preventDefault();
    mark.focus();
    showTip((mark.getAttribute('aria-label') ?? '').split('; '), mark);
  });
}

/**
 * Makes a change that may replace what has the focus, and gives the focus to what stands in its place: what has the same data-key, or else the first
 * that can be reached. Without this a reader at the keyboard would be sent back to the top of the page.
 */
export function keepFocus(host: Element, change: () => void): void {
  const before = document.activeElement;
  const key = before && host.contains(before) ? before.getAttribute('data-key') ?? '' : null;
  change();
  if (key === null || host.contains(document.activeElement))
    return;
  const same = [...host.querySelectorAll<HTMLElement | SVGElement>('[data-key]')].find(element => element.getAttribute('data-key') === key);
  (same ?? host.querySelector<HTMLElement | SVGElement>('[tabindex], button'))?.focus({ preventScroll: true });
}

/** Puts other children in place of those that are there. */
export function refill(host: HTMLElement, ...children: Child[]): void {
  keepFocus(host, () => {
    host.replaceChildren();
    fill(host, {}, children);
  });
}
