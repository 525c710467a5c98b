import type { Message, Notice } from '../../../watch/protocol.ts';
import { h } from '../dom/element.ts';
import type { LoadedProps } from '../model.ts';
import { clock } from '../state/words.ts';
import { Icon } from './icon.tsx';
import { MailCard, SmsBubble } from './message.tsx';
import { Empty } from './parts.tsx';

/** What was sent, newest first, and why something was not. */
export function Inbox(props: LoadedProps) {
  const { messages } = props.snapshot;
  const notices = props.snapshot.notices.filter(({ kind }) => !isReload(kind));
  const items = [...messages, ...notices].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <section class="column inbox" aria-labelledby="inbox-title">
      <header class="column-head">
        <h2 id="inbox-title">Inbox</h2>
      </header>
      {items.length === 0 && (
        <Empty title="No messages yet">
          {sends(props) ? (
            'Mails and text messages arrive here as soon as a step sends one. None leaves this machine.'
          ) : (
            <span>
              No step of this flow sends a message. Add a code or a link under{' '}
              <a
                href="/?view=flow"
                onclick={(event: MouseEvent) => {
                  event.preventDefault();
                  props.act.go({ view: 'flow' });
                }}
              >
                Flow
              </a>
              .
            </span>
          )}
        </Empty>
      )}
      {items.map(item => (
        <Item key={`${'kind' in item ? 'notice' : 'message'} ${item.id}`} {...props} item={item} />
      ))}
    </section>
  );
}

function Item({ item, ...props }: LoadedProps & { readonly item: Message | Notice }) {
  if ('kind' in item) return <NoticeCard notice={item} />;
  return item.medium === 'SMS' ? (
    <SmsBubble {...props} message={item} />
  ) : (
    <MailCard {...props} message={item} />
  );
}

/** What was deployed is no message: the loop tells of it. */
export const isReload = (kind: Notice['kind']): boolean => kind.startsWith('reload');

export const TITLES: Readonly<Record<Notice['kind'], string>> = {
  decoy: 'Nothing was sent',
  limit: 'Nothing was sent',
  refused: 'Not sent',
  'given-up': 'Given up',
  reloaded: 'Reloaded',
  'reload-failed': 'Not reloaded',
  alarm: 'Alarm',
  'metric-dropped': 'Metrics dropped',
};

const NoticeCard = ({ notice }: { notice: Notice }) => (
  <article class="card notice">
    <header>
      <Icon name="quiet" />
      <b>{TITLES[notice.kind]}</b>
      <time>{clock(notice.at)}</time>
    </header>
    <p>{notice.text}</p>
  </article>
);

const SENDING: readonly string[] = ['email_otp', 'sms_otp', 'magic_link'];

const sends = ({ snapshot }: LoadedProps): boolean =>
  snapshot.server.flow.some(({ challenges }) => challenges.some(name => SENDING.includes(name)));
