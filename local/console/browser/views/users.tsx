import type { User } from '../../../watch/protocol.ts';
import { h } from '../dom/element.ts';
import type { LoadedProps } from '../model.ts';
import { nameOf } from '../state/people.ts';
import { Badge, Empty, Field, Reasons } from './parts.tsx';

export function Users(props: LoadedProps) {
  const { snapshot, model } = props;
  return (
    <div class="wide-view">
      <header class="view-head">
        <h2>Users</h2>
        <p>Who is in the pool. All of it is gone when the server stops.</p>
      </header>
      <AddUser {...props} />
      {snapshot.users.length === 0 && (
        <Empty title="No users yet">Add one above, or sign up from an app that uses this server.</Empty>
      )}
      {snapshot.users.map(user => (
        <UserCard key={user.username} {...props} user={user} isOpen={model.address.user === user.username} />
      ))}
    </div>
  );
}

function AddUser({ model, act }: LoadedProps) {
  return (
    <form
      class="card add-user"
      onsubmit={(event: Event) => {
        event.preventDefault();
        const { username, password, attributes } = fieldsOf(event);
        act.addUser({
          username: username ?? '',
          ...(password && { password }),
          ...(attributes && { attributes: readAttributes(attributes) }),
        });
      }}
    >
      <Field label="User name or e-mail">
        <input name="username" required autocomplete="off" placeholder="casey@example.com" />
      </Field>
      <Field label="Password (optional)">
        <input name="password" autocomplete="off" placeholder="Purple-otter-42" />
      </Field>
      <Field label="Attributes, name=value">
        <input name="attributes" autocomplete="off" placeholder="phone_number=+15555550123, locale=de" />
      </Field>
      <button type="submit" class="primary" disabled={model.busy === 'add-user'}>
        Add
      </button>
      <Reasons reasons={model.refused['add-user']} />
    </form>
  );
}

function UserCard({
  model,
  act,
  user,
  isOpen,
}: LoadedProps & { readonly user: User; readonly isOpen: boolean }) {
  const { username, status, enabled, groups } = user;
  const name = nameOf(user);
  const place = `user ${username}`;
  return (
    <article class={`card user ${isOpen ? 'open' : ''}`} aria-label={name}>
      <header>
        <button
          type="button"
          class="run-head"
          aria-expanded={String(isOpen)}
          onclick={() => act.go({ user: isOpen ? undefined : username })}
        >
          <span class="run-name">{name}</span>
          <Badge tone={status === 'CONFIRMED' ? 'good' : 'warn'}>
            {status.toLowerCase().replaceAll('_', ' ')}
          </Badge>
          {!enabled && <Badge tone="bad">disabled</Badge>}
          {groups.length > 0 && <span class="run-facts">{groups.join(', ')}</span>}
        </button>
        <button
          type="button"
          class="small"
          onclick={() => {
            act.form({ who: name });
            act.go({ view: 'sign-in', column: 'app' });
          }}
        >
          Sign in as
        </button>
      </header>
      {isOpen && (
        <form
          onsubmit={(event: Event) => {
            event.preventDefault();
            act.changeUser(username, { attributes: changed(user, fieldsOf(event)) });
          }}
        >
          <div class="attributes">
            {Object.entries(user.attributes).map(([attribute, value]) => (
              <Field key={attribute} label={attribute}>
                <input name={attribute} value={value} readonly={attribute === 'sub'} autocomplete="off" />
              </Field>
            ))}
            <Field label="One more, name=value">
              <input name="+" autocomplete="off" placeholder="locale=de" />
            </Field>
          </div>
          <Reasons reasons={model.refused[place]} />
          <div class="row">
            <button type="submit" class="primary" disabled={model.busy === place}>
              Save
            </button>
            {status !== 'CONFIRMED' && (
              <button type="button" onclick={() => act.changeUser(username, { confirmed: true })}>
                Confirm
              </button>
            )}
            <button type="button" onclick={() => act.changeUser(username, { enabled: !enabled })}>
              {enabled ? 'Disable' : 'Enable'}
            </button>
            <button type="button" class="danger" onclick={() => act.deleteUser(username)}>
              Delete
            </button>
          </div>
        </form>
      )}
    </article>
  );
}

const fieldsOf = (event: Event): Record<string, string> =>
  Object.fromEntries(new FormData(event.target as HTMLFormElement)) as Record<string, string>;

/** `a=1, b=2` */
function readAttributes(text: string): Record<string, string> {
  const pairs = text.split(',').filter(pair => pair.includes('='));
  return Object.fromEntries(
    pairs.map(pair => [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1).trim()]),
  );
}

/** What is not as it was. */
function changed({ attributes }: User, { '+': added = '', ...fields }: Record<string, string>) {
  const edited = Object.entries(fields).filter(([name, value]) => value !== attributes[name]);
  return { ...Object.fromEntries(edited), ...readAttributes(added) };
}
