// Drawings of nodes and ties. Positions are computed, not random: the same data lies the same way in every copy of the report.
import { forceCollide, forceLink, forceManyBody, forceRadial, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3-force';
import { describe, h, roving, s } from './dom';
import { canvas } from './figure';

export interface NetworkNode extends SimulationNodeDatum {
  id: string; label: string; lines: string[]; size: number; fill: string; ring?: string; dashed?: boolean;
  /** 0 in the centre to 1 at the rim, for radial layouts. */
  rim?: number;
  /** 0 at the bottom to 1 at the top, for layered ones. */
  level?: number;
}

export interface NetworkEdge { source: string; target: string; weight: number; kind?: 'tie' | 'arrow' | 'alert' | 'hidden' }

interface Tie { source: NetworkNode; target: NetworkNode; edge: NetworkEdge }

export interface Network { nodes: NetworkNode[]; ties: Tie[]; neighbours: Map<string, Set<string>> }

const side = 1000;

/** Lays nodes out. d3-force starts from a fixed spiral and has a seed of its own, so nothing here depends on chance. */
export function layOut(nodes: NetworkNode[], edges: NetworkEdge[]): Network {
  const byId = new Map(nodes.map(node => [node.id, node]));
  const known = edges.filter(edge => byId.has(edge.source) && byId.has(edge.target));
  const strongest = Math.max(1e-9, ...known.map(edge => edge.weight));
  const links = known.map(edge => ({ source: edge.source, target: edge.target, weight: edge.weight / strongest }));
  const isRadial = nodes.some(node => node.rim !== undefined), isLayered = nodes.some(node => node.level !== undefined);
  const degree = new Map<string, number>();
  for (const { source, target } of links)
    for (const end of [source, target])
      degree.set(end, (degree.get(end) ?? 0) + 1);
  // Many ties would pull those who have them into one knot, away from where they belong.
  const ease = new Map(links.map(link => [link, isRadial ? 1 / Math.sqrt(Math.min(degree.get(link.source)!, degree.get(link.target)!)) : 1]));
  const crowd = Math.sqrt(80 / Math.max(20, nodes.length));
  for (const node of nodes) {
    delete node.x;
    delete node.y;
  }
  const simulation = forceSimulation(nodes)
    .force('link', forceLink<NetworkNode, { source: string; target: string; weight: number }>(links).id(node => node.id)
      .distance(100 * crowd).strength(link => ease.get(link)! * ((isLayered || isRadial ? 0.05 : 0.12) + (isRadial ? 0.15 : 0.3) * Math.sqrt(link.weight))))
    .force('charge', forceManyBody<NetworkNode>().strength(-220 * crowd * crowd).distanceMax(500))
    .force('collide', forceCollide<NetworkNode>(node => node.size + 3).strength(0.9))
    .force('x', forceX<NetworkNode>(0).strength(isLayered ? 0.05 : 0.09));
  if (isRadial)
    simulation.force('rim', forceRadial<NetworkNode>(node => (node.rim ?? 0.5) * 430).strength(0.8));
  simulation.force('y', isLayered ? forceY<NetworkNode>(node => (0.5 - (node.level ?? 0.5)) * 700).strength(0.7) : forceY<NetworkNode>(0).strength(0.09));
  // As many steps as a reader does not wait for; the cooling is stretched over all of them.
  const steps = nodes.length > 200 ? 90 : 160;
  simulation.alphaDecay(1 - 0.001 ** (1 / steps)).stop().tick(steps);
  const neighbours = new Map(nodes.map(node => [node.id, new Set<string>()]));
  for (const edge of known) {
    neighbours.get(edge.source)!.add(edge.target);
    neighbours.get(edge.target)!.add(edge.source);
  }
  return { nodes, ties: known.map(edge => ({ source: byId.get(edge.source)!, target: byId.get(edge.target)!, edge })), neighbours };
}

export interface View { scale: number; x: number; y: number }

export interface DrawOptions {
  network: Network; width: number; height: number; label: string; view: View; selected: string | null; labels: number;
  choose?: ((id: string) => void) | undefined;
}

export function draw(options: DrawOptions): SVGSVGElement {
  const { network, width, height, view } = options;
  const drawing = canvas(width, height, options.label);
  drawing.classList.add('network');
  const stage = s('g');
  const xs = network.nodes.map(node => node.x ?? 0), ys = network.nodes.map(node => node.y ?? 0), pad = Math.min(56, width / 10);
  const left = Math.min(...xs, -1), right = Math.max(...xs, 1), top = Math.min(...ys, -1), bottom = Math.max(...ys, 1);
  // A force layout has no up and no right: it may be stretched somewhat to fill its frame.
  const [wide, tall] = [(width - 2 * pad) / (right - left), (height - 2 * pad) / (bottom - top)];
  const fit = Math.min(wide, tall), fitX = Math.min(wide, fit * 1.7), fitY = Math.min(tall, fit * 1.7);
  const x = (node: NetworkNode): number => width / 2 + ((node.x ?? 0) - (left + right) / 2) * fitX;
  const y = (node: NetworkNode): number => height / 2 + ((node.y ?? 0) - (top + bottom) / 2) * fitY;
  const scale = Math.max(0.45, Math.min(1.15, fit * side / 900));
  const radius = (node: NetworkNode): number => Math.max(2.5, node.size * scale);

  const most = Math.max(1e-9, ...network.ties.map(tie => tie.edge.weight));
  const lines = network.ties.map(tie => {
    const [x1, y1, x2, y2] = [x(tie.source), y(tie.source), x(tie.target), y(tie.target)];
    const length = Math.hypot(x2 - x1, y2 - y1) || 1;
    const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
    const kind = tie.edge.kind ?? 'tie', r = radius(tie.target) + 1;
    const [ex, ey] = [x2 - ux * r, y2 - uy * r];
    const head = kind === 'arrow' || kind === 'alert' ? ` M${round(ex - ux * 6 - uy * 3)} ${round(ey - uy * 6 + ux * 3)} L${round(ex)} ${round(ey)} L${round(ex - ux * 6 + uy * 3)} ${round(ey - uy * 6 - ux * 3)}` : '';
    return s('path', {
      d: `M${round(x1)} ${round(y1)} L${round(ex)} ${round(ey)}${head}`, fill: 'none', class: 'tie',
      stroke: kind === 'alert' ? 'var(--alert)' : kind === 'hidden' ? 'var(--accent)' : 'var(--soft)',
      'stroke-opacity': kind === 'alert' || kind === 'hidden' ? 0.9 : round(0.14 + 0.4 * Math.sqrt(tie.edge.weight / most)),
      'stroke-width': round(kind === 'arrow' ? 1 : 0.8 + 2.4 * Math.sqrt(tie.edge.weight / most)),
      'stroke-dasharray': kind === 'hidden' ? '5 3' : null,
    });
  });
  const bySize = [...network.nodes].sort((a, b) => Number(a.dashed ?? false) - Number(b.dashed ?? false) || b.size - a.size || (a.id < b.id ? -1 : 1));
  const marks = new Map(network.nodes.map(node => {
    const mark = s('circle', {
      cx: round(x(node)), cy: round(y(node)), r: round(radius(node)), fill: node.fill, class: 'mark', stroke: node.ring ?? 'var(--paper)',
      'stroke-width': node.ring ? round(Math.max(1.2, Math.min(2.5, radius(node) / 3))) : 1, 'stroke-dasharray': node.dashed ? '3 2' : null, 'data-key': node.id,
    });
    return [node.id, describe(mark, node.lines, options.choose && !node.dashed ? () => options.choose!(node.id) : undefined)];
  }));
  const names = s('g', { 'aria-hidden': 'true' });
  stage.append(s('g', { 'aria-hidden': 'true' }, ...lines), s('g', {}, ...bySize.map(node => marks.get(node.id)!)), names);

  function writeNames(): void {
    const taken: [number, number, number, number][] = [];
    const near = options.selected ? network.neighbours.get(options.selected) : undefined;
    const wanted = [...bySize].sort((a, b) => rank(b) - rank(a));
    function rank(node: NetworkNode): number {
      return node.id === options.selected ? 2 : near?.has(node.id) ? 1 : 0;
    }
    names.replaceChildren();
    const size = 11 / view.scale;
    for (const node of wanted.slice(0, Math.round(options.labels * Math.max(1, view.scale * view.scale)))) {
      const text = shortened(node.label);
      const w = text.length * size * 0.56, cx = Math.max(w / 2 + 2, Math.min(width - w / 2 - 2, x(node))), cy = y(node) - radius(node) - 3 / view.scale;
      const box: [number, number, number, number] = [cx - w / 2, cy - size, cx + w / 2, cy];
      const lies = taken.some(other => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);
      if (lies && node.id !== options.selected)
        continue;
      taken.push(box);
      names.append(s('text', {
        x: round(cx), y: round(cy), 'text-anchor': 'middle', fill: 'var(--ink)', stroke: 'var(--paper)', 'stroke-width': round(3 / view.scale), 'paint-order': 'stroke',
        'font-size': round(size), 'font-weight': node.id === options.selected ? 700 : 400, direction: 'ltr', 'unicode-bidi': 'isolate',
      }, text));
    }
  }

  function focusOn(id: string | null): void {
    drawing.classList.toggle('focused', id !== null);
    for (const near of drawing.querySelectorAll('.near'))
      near.classList.remove('near');
    if (id === null)
      return;
    marks.get(id)?.classList.add('near');
    for (const other of network.neighbours.get(id) ?? [])
      marks.get(other)?.classList.add('near');
    network.ties.forEach((tie, i) => { if (tie.source.id === id || tie.target.id === id) lines[i]!.classList.add('near'); });
  }

  for (const [id, mark] of marks) {
    mark.addEventListener('pointerenter', () => focusOn(id));
    mark.addEventListener('pointerleave', () => focusOn(options.selected));
    mark.addEventListener('focus', () => focusOn(id));
    mark.addEventListener('blur', () => focusOn(options.selected));
  }
  marks.get(options.selected ?? '')?.setAttribute('aria-pressed', 'true');
  focusOn(options.selected);
  const place = (): void => stage.setAttribute('transform', `translate(${round(view.x)} ${round(view.y)}) scale(${round(view.scale)})`);
  place();
  writeNames();
  drawing.append(s('rect', { width, height, fill: 'transparent', 'aria-hidden': 'true' }), stage);
  roving(drawing, bySize.map(node => marks.get(node.id)!));
  movable(drawing, view, width, height, place, writeNames);
  return drawing;
}

/** Dragging moves the drawing; Ctrl with the wheel, two fingers, plus and minus zoom it. */
function movable(drawing: SVGSVGElement, view: View, width: number, height: number, place: () => void, settled: () => void): void {
  const fingers = new Map<number, { x: number; y: number }>();
  let spread = 0, moved = 0, timer = 0;
  const inDrawing = (event: { clientX: number; clientY: number }) => {
    const box = drawing.getBoundingClientRect();
    return { x: (event.clientX - box.left) * width / (box.width || 1), y: (event.clientY - box.top) * height / (box.height || 1) };
  };
  // While it moves, its lines are painted without smoothing: hundreds of them, anew for every frame, would be slow.
  const move = (): void => {
    drawing.classList.add('moving');
    place();
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      drawing.classList.remove('moving');
      settled();
    }, 120);
  };
  drawing.addEventListener('wheel', event => {
    if (!event.ctrlKey && !event.metaKey)
      return;
    event.preventDefault();
    zoomView(view, Math.exp(-event.deltaY / 300), inDrawing(event));
    move();
    later();
  }, { passive: false });
  drawing.addEventListener('pointerdown', event => {
    fingers.set(event.pointerId, inDrawing(event));
    moved = 0;
    spread = 0;
  });
  drawing.addEventListener('pointermove', event => {
    const before = fingers.get(event.pointerId);
    if (!before)
      return;
    const now = inDrawing(event);
    fingers.set(event.pointerId, now);
    if (fingers.size === 2) {
      const [a, b] = [...fingers.values()] as [{ x: number; y: number }, { x: number; y: number }];
      const distance = Math.hypot(a.x - b.x, a.y - b.y);
      if (spread > 0)
        zoomView(view, distance / spread, { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
      spread = distance;
    } else {
      view.x += now.x - before.x;
      view.y += now.y - before.y;
    }
    moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (moved > 5 && !drawing.hasPointerCapture(event.pointerId))
      drawing.setPointerCapture(event.pointerId);
    move();
  });
  for (const end of ['pointerup', 'pointercancel'] as const)
    drawing.addEventListener(end, event => {
      fingers.delete(event.pointerId);
      later();
    });
  // The end of a drag is no choice of what lies under it.
  drawing.addEventListener('click', event => { if (moved > 5) { event.stopPropagation(); moved = 0; } }, { capture: true });
  drawing.addEventListener('keydown', event => {
    const factor = { '+': 1.3, '=': 1.3, '-': 1 / 1.3 }[event.key];
    if (factor === undefined)
      return;
    event.preventDefault();
    zoomView(view, factor, { x: width / 2, y: height / 2 });
    place();
    later();
  });
}

export function zoomView(view: View, factor: number, at: { x: number; y: number }): void {
  const scale = Math.max(0.5, Math.min(12, view.scale * factor));
  view.x = at.x - (at.x - view.x) * scale / view.scale;
  view.y = at.y - (at.y - view.y) * scale / view.scale;
  view.scale = scale;
}

/** Buttons for what fingers and wheels do. */
export function zoomButtons(view: View, size: () => { width: number; height: number }, redraw: () => void): HTMLElement {
  const zoom = (factor: number) => () => {
    const { width, height } = size();
    zoomView(view, factor, { x: width / 2, y: height / 2 });
    redraw();
  };
  return h('span', { class: 'zoom', role: 'group', 'aria-label': 'Zoom' },
    h('button', { type: 'button', 'aria-label': 'Zoom in', click: zoom(1.5) }, '+'),
    h('button', { type: 'button', 'aria-label': 'Zoom out', click: zoom(1 / 1.5) }, '−'),
    h('button', { type: 'button', click: () => { Object.assign(view, { scale: 1, x: 0, y: 0 }); redraw(); } }, 'Show all'));
}

/** Names of people are known by their beginnings, paths and dotted names by their last parts. */
function shortened(label: string): string {
  const most = 30, letters = [...label];
  if (letters.length <= most)
    return label;
  const parts = label.split(/(?<=[./])/);
  let end = '';
  while (parts.length > 0 && end.length + parts[parts.length - 1]!.length < most)
    end = parts.pop()! + end;
  return end !== '' && parts.length > 0 ? `…${end}` : `${letters.slice(0, most - 1).join('')}…`;
}

const round = (value: number): number => Math.round(value * 100) / 100;
