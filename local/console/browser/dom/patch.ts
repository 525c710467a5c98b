import { type Child, type Element_, flat, type Props } from './element.ts';

/** What stands in the page for one description. */
interface Mounted {
  readonly node: Element | Text;
  readonly key: string;
  props: Props;
  children: Mounted[];
}

const roots = new WeakMap<Element, Mounted[]>();

/**
 * Makes the children of an element what a view says. What is there already stays, with its focus, its selection and
 * what was typed into it: matched by key, otherwise by tag and order.
 */
export function patch(root: Element, view: Child): void {
  roots.set(root, patchChildren(root, roots.get(root) ?? [], flat(view)));
}

function patchChildren(parent: Element, before: Mounted[], after: (Element_ | string)[]): Mounted[] {
  const left = new Map<string, Mounted[]>();
  for (const mounted of before) left.set(mounted.key, [...(left.get(mounted.key) ?? []), mounted]);
  const now = after.map(child => {
    const found = left.get(keyOf(child))?.shift();
    return found ? update(found, child) : mount(child, parent);
  });
  for (const gone of [...left.values()].flat()) gone.node.remove();
  // From the end: what comes in front of others then moves none of them, and frames are not loaded again.
  let next: Node | null = null;
  for (const { node } of now.toReversed()) {
    if (node.parentNode !== parent || node.nextSibling !== next) parent.insertBefore(node, next);
    next = node;
  }
  return now;
}

const keyOf = (child: Element_ | string): string =>
  typeof child === 'string' ? '' : `${child.tag} ${child.key ?? ''}`;

const SVG = 'http://www.w3.org/2000/svg';

function mount(child: Element_ | string, parent: Element): Mounted {
  const key = keyOf(child);
  if (typeof child === 'string')
    return { node: document.createTextNode(child), key, props: {}, children: [] };
  const isSvg = child.tag === 'svg' || parent.namespaceURI === SVG;
  const node = isSvg ? document.createElementNS(SVG, child.tag) : document.createElement(child.tag);
  // The children first: a select takes a value only once it has the option.
  const children = patchChildren(node, [], [...child.children]);
  setProps(node, {}, child.props);
  child.props.ref?.(node as HTMLElement);
  return { node, key, props: child.props, children };
}

function update(mounted: Mounted, child: Element_ | string): Mounted {
  if (mounted.node instanceof Text) {
    if (typeof child === 'string' && mounted.node.data !== child) mounted.node.data = child;
  } else if (typeof child !== 'string') {
    mounted.children = patchChildren(mounted.node, mounted.children, [...child.children]);
    setProps(mounted.node, mounted.props, child.props);
    mounted.props = child.props;
  }
  return mounted;
}

const LIVE: ReadonlySet<string> = new Set(['value', 'checked', 'selected']);

function setProps(node: Element, before: Props, after: Props): void {
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const value = after[name];
    if (name === 'ref' || (value === before[name] && !name.startsWith('on'))) continue;
    if (name === 'style') setStyle(node as HTMLElement, before.style ?? {}, after.style ?? {});
    else if (name.startsWith('on') || LIVE.has(name)) Object.assign(node, { [name]: value ?? null });
    else if (value === undefined || value === null || value === false) node.removeAttribute(name);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
}

function setStyle({ style }: HTMLElement, before: object, after: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(before)) if (!(name in after)) style.removeProperty(name);
  for (const [name, value] of Object.entries(after)) style.setProperty(name, value);
}
