import type { Message } from '../../../watch/protocol.ts';
import { h } from '../dom/element.ts';
import type { LoadedProps, MailForm } from '../model.ts';
import { clock } from '../state/words.ts';
import { Icon } from './icon.tsx';
import { Copy, Scroll, Segments } from './parts.tsx';

type MessageProps = LoadedProps & { readonly message: Message };

export function MailCard({ message, model, act }: MessageProps) {
  const { id, to, subject, text, html, at } = message;
  const opened = model.openMail?.id === id ? model.openMail.form : undefined;
  const forms: [MailForm, string][] = html
    ? [
        ['light', 'Light'],
        ['dark', 'Dark'],
        ['text', 'Text'],
      ]
    : [['text', 'Text']];
  return (
    <article class="card mail" aria-label={`Mail to ${to}: ${subject}`}>
      <header>
        <Icon name="mail" />
        <span class="to">{to}</span>
        <time>{clock(at)}</time>
      </header>
      <p class="subject">{subject}</p>
      <Code {...{ message, act }} />
      <Links {...{ message }} />
      <button
        type="button"
        class="link"
        aria-expanded={String(opened !== undefined)}
        onclick={() => act.showMail(opened ? undefined : { id, form: html ? 'light' : 'text' })}
      >
        {opened ? 'Close the mail' : 'Read the mail'}
      </button>
      {opened && (
        <div class="mail-body">
          <Segments
            label="Show the mail as"
            names={forms}
            chosen={opened}
            choose={form => act.showMail({ id, form })}
          />
          {opened === 'text' ? (
            <Scroll name="mail-text" label="The mail as text">
              <pre>{text}</pre>
            </Scroll>
          ) : (
            <iframe
              key={opened}
              class={`mail-frame ${opened}`}
              sandbox=""
              title={`The mail, ${opened}`}
              src={`/console/mail/${encodeURIComponent(id)}?scheme=${opened}`}
            />
          )}
        </div>
      )}
    </article>
  );
}

export const SmsBubble = ({ message, act }: MessageProps) => (
  <article class="card sms" aria-label={`Text message to ${message.to}`}>
    <header>
      <Icon name="phone" />
      <span class="to">{message.to}</span>
      <time>{clock(message.at)}</time>
    </header>
    <p class="bubble">{message.text}</p>
    <Code {...{ message, act }} />
    <Links message={message} />
  </article>
);

const Code = ({ message: { code }, act }: Pick<MessageProps, 'message' | 'act'>) =>
  code ? (
    <div class="code">
      <output>{code}</output>
      <Copy act={act} text={code} what="the code" label="Copy" />
    </div>
  ) : null;

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1'];

/** A link may lead to an app that does not run here; this page takes its token as well, whatever it is called. */
function Links({ message: { link } }: Pick<MessageProps, 'message'>) {
  if (!link) return null;
  const { hostname, host, port, pathname, hash } = new URL(link);
  const isHere = LOOPBACK.includes(hostname) && port === location.port && pathname === '/';
  return (
    <p class="row">
      {!isHere && (
        <a class="button" href={link} target="_blank" rel="noreferrer">
          <Icon name="open" />
          Open at {host}
        </a>
      )}
      <a class="button" href={`/${hash}`} target="_blank" rel="noreferrer">
        <Icon name="open" />
        {isHere ? 'Open the link' : 'Open here'}
      </a>
    </p>
  );
}
