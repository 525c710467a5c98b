/** A list for a person to look at, which forgets its oldest entries. */
export interface Kept<Item> {
  readonly items: readonly Item[];
  add(item: Item): void;
}

export function keepLast<Item>(limit = 1000): Kept<Item> {
  const items: Item[] = [];
  return {
    items,
    add: item => {
      items.push(item);
      if (items.length > limit) items.shift();
    },
  };
}
