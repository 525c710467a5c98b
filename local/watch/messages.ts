/** The messages that were sent, as people and tests read them; and waiting for the next one. */

import { EventEmitter, once } from 'node:events';
import { keepLast } from '../kept.ts';
import type { SentMessage } from '../services/outbox.ts';
import type { Change, Message } from './protocol.ts';

export interface Messages {
  readonly list: () => readonly Message[];
  add(message: SentMessage, run: string | undefined): void;
  /** Those to an address after an id, once there is one, or when the time is over. */
  find(wanted: Wanted): Promise<readonly Message[]>;
  clear(): void;
}

export interface Wanted {
  /** Anybody's when absent. */
  readonly to?: string | undefined;
  readonly after?: string | undefined;
  readonly waitMs: number;
}

export function createMessages(publish: (change: Change) => void): Messages {
  let kept = keepLast<Message>();
  let count = 0;
  const news = new EventEmitter();
  // As many wait as like to.
  news.setMaxListeners(0);

  const matching = ({ to, after = '0' }: Wanted) =>
    kept.items.filter(
      message => (to === undefined || message.to === to) && Number(message.id) > Number(after),
    );

  return {
    list: () => kept.items,
    add: (sent, run) => {
      count += 1;
      const message = { id: String(count), ...sent, ...contentOf(sent.text), ...(run && { run }) };
      kept.add(message);
      publish({ type: 'message', message });
      news.emit('message');
    },
    find: async wanted => {
      const deadline = AbortSignal.timeout(wanted.waitMs);
      for (;;) {
        const found = matching(wanted);
        if (found.length > 0 || wanted.waitMs === 0) return found;
        try {
          await once(news, 'message', { signal: deadline });
        } catch (error) {
          if (deadline.aborted) return [];
          throw error;
        }
      }
    },
    // Ids go on: `after` of before the reset stays true.
    clear: () => {
      kept = keepLast<Message>();
    },
  };
}

/**
 * What a person would copy or open. A code has a line of its own in a mail, and stands anywhere in a text message; a long
 * one comes in groups of five.
 */
export function contentOf(text: string): Pick<Message, 'code' | 'link'> {
  const link = /https?:\/\/[^\s<>"]+/.exec(text)?.[0];
  const words = link === undefined ? text : text.replaceAll(link, ' ');
  const code = (OWN_LINE.exec(words) ?? ANYWHERE.exec(words))?.[1];
  return { ...(code && { code }), ...(link && { link }) };
}

/** Digits, or the letters of `functions/challenges/one-time-code.ts`; Cognito's own codes have six digits. */
const CODE = ['\\d', '[BCDFGHJKLMNPQRSTVWXZ]']
  .flatMap(sign => [`(?:${sign}{5} ){2,}${sign}{1,5}`, `${sign}{4,10}`])
  .join('|');
const OWN_LINE = new RegExp(`^[ \\t]*(${CODE})[ \\t]*$`, 'm');
const ANYWHERE = new RegExp(`(?<![\\w@#.+-])(${CODE})(?![\\w@-])`);
