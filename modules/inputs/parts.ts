import type { ListOf, MapOf, ObjectOf, Optional, Scalar, Setting } from '../../functions/settings/declare.ts';

/** A declaration with whatever parts it may have. */
export type Parts = Setting &
  Partial<
    Pick<Optional, 'fallback'> &
      Pick<ObjectOf, 'attributes'> &
      Pick<ListOf<Setting>, 'min' | 'max' | 'isSet'> &
      Pick<MapOf<Setting>, 'keys'> &
      Pick<Scalar, 'takes'>
  > & {
    readonly of?: Setting;
    readonly names?: readonly string[];
    readonly patterns?: readonly RegExp[];
    readonly isWhole?: true;
    /** A text that may be empty. */
    readonly isAny?: true;
  };
