// The page, top to bottom: header with search and theme, five sections, everything drawn when it comes near.
import { codeSection } from './code';
import { dataSection } from './data';
import { nameOf, readDocuments, type Documents } from './documents';
import { announce, clean, h, hideTipOnScroll, moduleName, name } from './dom';
import { fitPaper, fitScreen, madeFrom, reserveRoom } from './figure';
import { day } from './format';
import { peopleSection } from './people';
import { timeSection } from './time';
import { verdictSection } from './verdict';

interface Found { label: string; kind: string; go: () => void }

function section(id: string, title: string, about: string, fill: () => HTMLElement[]): HTMLElement {
  const element = h('section', { id, 'aria-labelledby': `${id}-title`, class: 'part' }, h('h2', { id: `${id}-title` }, title), h('p', { class: 'about' }, about));
  try {
    element.append(...fill());
  } catch (error) {
    // A file of another version or a broken one: the other sections still stand.
    console.error(error);
    element.append(h('p', { class: 'alert' }, `This part cannot be drawn from what the file holds (${clean(error instanceof Error ? error.message : error)}).`));
  }
  return element;
}

function search(documents: Documents, go: { person: (id: string) => void; holder: (place: number) => void; module: (id: string) => void; file: (path: string) => void }): HTMLElement {
  const { analysis, holdings } = documents;
  const inWindow = new Set(analysis.contributors.map(person => person.id));
  const all: Found[] = [
    ...analysis.contributors.filter(person => person.kind === 'person').map(person => ({ label: nameOf(person), kind: 'person', go: () => go.person(person.id) })),
    ...(holdings?.people ?? []).map((person, place) => ({ id: person.id, label: nameOf(person), kind: 'person, earlier', go: () => go.holder(place) })).filter(one => !inWindow.has(one.id ?? '')),
    ...analysis.modules.map(module => ({ label: moduleName(module.name), kind: 'module', go: () => go.module(module.id) })),
    ...(holdings?.files ?? []).map(file => ({ label: file.path, kind: 'file', go: () => go.file(file.path) })),
  ];
  const list = h('ul', { id: 'found', role: 'listbox', 'aria-label': 'Found', hidden: true });
  let found: Found[] = [], at = -1;
  const input = h('input', {
    type: 'search', id: 'search', placeholder: 'Person, module or file', role: 'combobox', 'aria-label': 'Search people, modules and files', 'aria-expanded': 'false',
    'aria-controls': 'found', 'aria-autocomplete': 'list', autocomplete: 'off',
    input: () => look(), focus: () => look(),
    blur: () => setTimeout(() => close(), 150),
    keydown: event => {
      const key = (event as KeyboardEvent).key;
      if (key === 'Escape')
        return close();
      if (key === 'Enter' && found.length > 0) {
        event.preventDefault();
        return pick(found[Math.max(0, at)]!);
      }
      const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
      if (step === 0 || found.length === 0)
        return;
      event.preventDefault();
      at = (at + step + found.length) % found.length;
      [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === at)));
      input.setAttribute('aria-activedescendant', `found-${at}`);
      list.children[at]?.scrollIntoView({ block: 'nearest' });
    },
  });
  function close(): void {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }
  function pick(one: Found): void {
    input.value = '';
    close();
    one.go();
  }
  function look(): void {
    const wanted = input.value.trim().toLowerCase();
    at = -1;
    const matches = wanted === '' ? [] : all.filter(one => one.label.toLowerCase().includes(wanted));
    const begins = (one: Found): number => one.label.toLowerCase().startsWith(wanted) ? 0 : 1;
    found = matches.sort((a, b) => begins(a) - begins(b)).slice(0, 12);
    list.replaceChildren(...found.map((one, i) => h('li', { id: `found-${i}`, role: 'option', 'aria-selected': 'false', pointerdown: event => { event.preventDefault(); pick(one); } }, name(one.label, 70), ' ', h('small', {}, one.kind))));
    list.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
    if (wanted !== '')
      announce(found.length === 0 ? 'nothing found' : `${matches.length} found`);
  }
  return h('div', { class: 'search', role: 'search' }, input, list);
}

function themeButton(): HTMLElement {
  const root = document.documentElement;
  const isDark = (): boolean => (root.dataset['theme'] ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
  const button = h('button', {
    type: 'button', class: 'theme', click: () => {
      root.dataset['theme'] = isDark() ? 'light' : 'dark';
      label();
    },
  });
  const label = (): void => {
    button.textContent = isDark() ? 'Light' : 'Dark';
    button.setAttribute('aria-label', isDark() ? 'Switch to the light theme' : 'Switch to the dark theme');
  };
  label();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', label);
  return button;
}

function build(documents: Documents): void {
  const { analysis } = documents;
  let selectPerson = (_: string): void => {}, selectHolder = (_: number): void => {}, selectModule = (_: string): void => {}, showFile = (_: string): void => {};
  const parts = [
    section('verdict', 'Verdict', 'Does this project work like a group or like a network, and how sure is that?', () => verdictSection(documents)),
    section('people', 'People', 'Who works together, how near to the centre, and what rests with whom.', () => {
      const people = peopleSection(documents);
      selectPerson = people.select;
      selectHolder = people.selectHolder;
      return people.elements;
    }),
    section('code', 'Code', 'Where the lines are, who knows them, and how the parts hang together.', () => {
      const code = codeSection(documents);
      selectModule = code.select;
      showFile = code.showFile;
      return code.elements;
    }),
    section('time', 'Time', 'How it came to be so.', () => timeSection(documents)),
    section('data', 'Data', 'What was read, what was missing, and how to get the same again.', () => dataSection(documents)),
  ];
  const links = parts.map(part => h('a', { href: `#${part.id}` }, part.querySelector('h2')!.textContent));
  const header = h('header', {},
    h('a', { href: '#main', class: 'skip' }, 'Skip to the report'),
    h('div', { class: 'title' }, h('h1', {}, name(analysis.repository.path, 60)), h('p', { class: 'note' }, `${analysis.repository.head.slice(0, 10)} · ${analysis.window.months} months to ${day(analysis.window.to)}`)),
    search(documents, { person: id => selectPerson(id), holder: place => selectHolder(place), module: id => selectModule(id), file: path => showFile(path) }), themeButton(),
    h('nav', { 'aria-label': 'Sections' }, ...links));
  document.getElementById('report')!.append(header, h('main', { id: 'main', tabindex: '-1' }, ...parts),
    h('footer', {}, `Made by ${clean(analysis.tool.name)} ${clean(analysis.tool.version)} from the repository’s history alone. Figures tell about code and knowledge, and are no measure of anybody’s worth.`));

  madeFrom(`${clean(analysis.repository.path, 60)} ${analysis.repository.head.slice(0, 10)}, ${day(analysis.window.from)} to ${day(analysis.window.to)} · ${clean(analysis.tool.name)}`);
  reserveRoom();
  // The address may name a part that was not there when the browser looked for it.
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();

  const watch = new IntersectionObserver(entries => {
    for (const entry of entries)
      if (entry.isIntersecting)
        links.forEach(link => link.getAttribute('href') === `#${entry.target.id}` ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current'));
  }, { rootMargin: '-30% 0px -65% 0px' });
  parts.forEach(part => watch.observe(part));
  addEventListener('beforeprint', fitPaper);
  addEventListener('afterprint', fitScreen);
  addEventListener('scroll', hideTipOnScroll, { passive: true });
}

readDocuments().then(build).catch((error: unknown) => {
  console.error(error);
  document.getElementById('report')?.append(h('p', { class: 'alert' }, `This file cannot be shown (${clean(error instanceof Error ? error.message : error)}).`));
});
