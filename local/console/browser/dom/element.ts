/** What a view gives: a description of elements, which `patch` makes true. Written as JSX. */

export interface Element_ {
  readonly tag: string;
  readonly key?: string;
  readonly props: Props;
  readonly children: readonly (Element_ | string)[];
}

export type Child = Element_ | string | number | boolean | null | undefined | readonly Child[];

/**
 * Attributes by their names in HTML. `on…` is a listener, `style` sets custom properties (the page's policy takes no
 * style attribute), `ref` is called with the element once it is there. `value` and `checked` count when they change,
 * so that what somebody types stays.
 */
export interface Props {
  readonly key?: string;
  readonly ref?: (element: HTMLElement) => void;
  readonly style?: Readonly<Record<`--${string}`, string>>;
  readonly [name: string]: unknown;
}

type Component<P> = (props: P) => Child;

export function h<P extends object>(
  tag: string | Component<P>,
  props: (Props & P) | null,
  ...children: Child[]
): Child {
  if (typeof tag === 'function') return tag({ ...props, children } as unknown as P);
  const { key, ...rest } = props ?? {};
  return { tag, ...(key !== undefined && { key }), props: rest, children: flat(children) };
}

export const Fragment = ({ children }: { children?: Child }): Child => children;

export function flat(child: Child): (Element_ | string)[] {
  if (child === null || child === undefined || typeof child === 'boolean') return [];
  if (Array.isArray(child)) return (child as readonly Child[]).flatMap(flat);
  return [typeof child === 'number' ? String(child) : (child as Element_ | string)];
}

declare global {
  namespace JSX {
    type Element = Child;
    interface ElementChildrenAttribute {
      children: unknown;
    }
    interface IntrinsicAttributes {
      key?: string;
    }
    interface IntrinsicElements {
      [name: string]: Props;
    }
  }
}
