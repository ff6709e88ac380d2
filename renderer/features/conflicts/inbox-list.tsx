// Owns: the list of what waits, by group. Must not: hide a group that has something in it.
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import {
  inboxGroups,
  type Inbox,
  type InboxGroup,
  type InboxItem,
} from '../../../ipc/colleagues/conflicts.ts';
import { formatCount } from '../../lib/format.ts';
import { useItemWords } from './words.ts';

type ListProps = {
  readonly inbox: Inbox;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
};

export function InboxList({ inbox, chosen, onChoose }: ListProps) {
  const { t } = useTranslation('conflicts');
  const groups = inboxGroups.filter((group) => inbox.counts[group] > 0);
  return (
    <nav className="conflict-list" aria-label={t('list')}>
      {groups.map((group) => (
        <Group key={group} {...{ inbox, group, chosen, onChoose }} />
      ))}
    </nav>
  );
}

function Group({ inbox, group, chosen, onChoose }: ListProps & { readonly group: InboxGroup }) {
  const { t } = useTranslation('conflicts');
  const id = useId();
  const items = inbox.items.filter((item) => item.group === group);
  const left = inbox.counts[group] - items.length;
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="conflict-group">
        {t(`group.${group}`)} <span className="quiet">{formatCount(inbox.counts[group])}</span>
      </h2>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <Entry item={item} current={item.id === chosen} onChoose={onChoose} />
          </li>
        ))}
      </ul>
      {left > 0 ? <p className="quiet conflict-more">{t('more', { count: left })}</p> : null}
    </section>
  );
}

type EntryProps = {
  readonly item: InboxItem;
  readonly current: boolean;
  readonly onChoose: (id: string) => void;
};

function Entry({ item, current, onChoose }: EntryProps) {
  const words = useItemWords();
  return (
    <button
      type="button"
      className="conflict-entry"
      aria-current={current ? 'true' : undefined}
      onClick={() => onChoose(item.id)}
    >
      <span className="conflict-whom">{words.whom(item)}</span>
      <span>{words.kind(item)}</span>
      <span className="quiet">{item.by.filter(Boolean).join(', ')}</span>
    </button>
  );
}
