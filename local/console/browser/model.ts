import type { State } from '../../../client/state.ts';
import type { JsonObject } from '../../aws-service.ts';
import type { Metrics, NewUser, Snapshot, Switches, UserChange } from '../../watch/protocol.ts';
import type { Connection } from './live.ts';
import type { Address } from './state/address.ts';
import type { Draft } from './state/draft.ts';

export interface Form {
  /** `demo`, `unknown`, or the name of a user of the pool. */
  readonly who: string;
  /** Of `clients`. */
  readonly client: string;
  readonly locale: string;
}

export type Theme = 'system' | 'light' | 'dark';
export type MailForm = 'light' | 'dark' | 'text';

/** Everything that the page shows. */
export interface Model {
  /** Undefined until the server has told it. */
  readonly snapshot?: Snapshot;
  readonly connection: Connection;
  readonly address: Address;
  readonly form: Form;
  readonly signIn: State;
  /** What the demo that is being played does at the moment. */
  readonly playing?: string | undefined;
  /** Read out by a screen reader, and shown for a moment: `Copied.` */
  readonly said: string;
  /** Why a request was refused, by the place that made it. */
  readonly refused: Readonly<Record<string, readonly string[]>>;
  /** The place whose request is under way. */
  readonly busy?: string | undefined;
  readonly theme: Theme;
  readonly openMail?: { readonly id: string; readonly form: MailForm } | undefined;
  /** What CloudWatch would show; undefined until somebody looked. */
  readonly metrics?: Metrics | undefined;
  /** The inputs while they are edited. */
  readonly draft?: Draft | undefined;
}

/** What a person can do. */
export interface Actions {
  readonly go: (to: Partial<Address>) => void;
  readonly theme: (theme: Theme) => void;
  readonly copy: (text: string, what: string) => void;
  readonly form: (change: Partial<Form>) => void;
  readonly answer: (text: string) => void;
  readonly restart: () => void;
  /** Puts the kit's element into the page. */
  readonly mountElement: (place: HTMLElement) => void;
  readonly play: () => void;
  readonly stopPlaying: () => void;
  readonly showMail: (mail: Model['openMail']) => void;
  readonly reset: () => void;
  readonly addUser: (user: NewUser) => void;
  readonly changeUser: (username: string, change: UserChange) => void;
  readonly deleteUser: (username: string) => void;
  readonly draft: (draft: Draft | undefined) => void;
  readonly deploy: (inputs: JsonObject) => void;
  /** Says at a place why something cannot even be sent. */
  readonly refuse: (place: string, reasons: readonly string[]) => void;
  readonly switch: (switches: Switches) => void;
}

export interface ViewProps {
  readonly model: Model;
  readonly act: Actions;
}

/** A view that needs what the server told. */
export interface LoadedProps extends ViewProps {
  readonly snapshot: Snapshot;
}
