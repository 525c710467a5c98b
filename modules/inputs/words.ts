/** What people read about an input: beside the declaration, since functions carry no prose in their bundles. */

/** The attributes of a setting, whatever lists, maps and defaults lie between. */
type AttributesOf<Declared> = Declared extends { readonly attributes: infer Attributes }
  ? Attributes
  : Declared extends { readonly of: infer Of }
    ? AttributesOf<Of>
    : never;

/** One or more sentences: what it is, then consequences. */
interface Plain {
  readonly text: string;
  /** What a number counts, such as `characters`; a name that ends in `_seconds`, `_minutes` or `_days` says it already. */
  readonly unit?: string;
}

/** The words on a setting. It does not compile without a text for each attribute. */
export type Words<Declared> = [AttributesOf<Declared>] extends [never]
  ? Plain
  : Plain & {
      readonly attributes: {
        readonly [Name in keyof AttributesOf<Declared>]: Word<AttributesOf<Declared>[Name]>;
      };
    };

type Word<Declared> = [AttributesOf<Declared>] extends [never] ? string | Plain : Words<Declared>;

/** The same for a reader that goes through any words. */
export interface Said extends Plain {
  readonly attributes?: Readonly<Record<string, Said | string>>;
}

/** The words on one attribute. */
export function saidOf(said: Said | undefined, name: string): Said {
  const word = said?.attributes?.[name] ?? '';
  const plain = typeof word === 'string' ? { text: word } : word;
  const [, suffix] = /_(seconds|minutes|days)$/.exec(name) ?? [];
  return { ...(suffix && { unit: suffix }), ...plain };
}
