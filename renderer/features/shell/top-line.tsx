// Owns: the top line: intake chosen, search, what to hand over to colleagues, lock. Must not: hide what waits.
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MemberView } from '../../../ipc/colleagues/exchange.ts';
import { formatCount } from '../../lib/format.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { saveKeptForms } from '../../lib/kept-forms.ts';
import { chosenIntake, useChosenIntake } from '../../lib/session.ts';
import { useIntakeName } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Menu } from '../../ui/menu.tsx';

export function TopLine({ onSearch }: { readonly onSearch: () => void }) {
  const { t } = useTranslation('shell');
  const lock = useAct('store.lock', ['app.status']);
  return (
    <header className="top-line">
      <span className="product">{t('product')}</span>
      <IntakeChoice />
      <button type="button" className="search-button" onClick={onSearch}>
        <span>{t('search.open')}</span>
        <kbd aria-hidden="true">Ctrl+K</kbd>
      </button>
      <SyncState />
      <Button kind="quiet" onPress={() => void saveKeptForms().finally(() => lock.mutate({}))}>
        {t('lock')}
      </Button>
    </header>
  );
}

function IntakeChoice() {
  const { t } = useTranslation('shell');
  const name = useIntakeName();
  const { data: intakes = [] } = useOperation('intake.list', {});
  const chosen = useChosenIntake();
  const label = chosen === undefined ? t('intake.all') : name(chosen);
  return (
    <Menu
      label={label}
      name={t('intake.choose', { intake: label })}
      entries={[
        { id: '', label: t('intake.all'), chosen: chosen === undefined },
        ...intakes.map((intake) => ({
          id: intake.id,
          label: name(intake.id),
          note: formatCount(intake.cases),
          chosen: chosen === intake.id,
        })),
      ]}
      onChoose={(id) => chosenIntake.set(id === '' ? undefined : id)}
    />
  );
}

function SyncState() {
  const { t } = useTranslation('shell');
  const { data } = useOperation('exchange.status', {});
  if (data === undefined) return <span className="sync" />;
  const waiting = data.members.filter((member) => !member.self && member.toGive > 0);
  return (
    <Link to="/exchange" search={{}} className="sync">
      {data.members.length < 2 ? t('sync.alone') : <ToGive members={waiting} />}
    </Link>
  );
}

function ToGive({ members }: { readonly members: readonly MemberView[] }) {
  const { t } = useTranslation('shell');
  const [first, ...others] = [...members].sort((a, b) => b.toGive - a.toGive);
  if (first === undefined) return t('sync.done');
  const facts = {
    count: first.toGive,
    shown: formatCount(first.toGive),
    name: first.name,
    others: others.length,
  };
  return others.length === 0 ? t('sync.one', facts) : t('sync.more', facts);
}
