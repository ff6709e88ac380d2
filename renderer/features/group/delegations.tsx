// Owns: the table of who may decide what on which day, with its source, and recording and ending it.
// Must not: say whether a decision holds; the judge does. A day is a legal day, never a clock's.
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { eventHashSchema, isIsoDate, memberIdSchema } from '../../../domain/ids.ts';
import type { DelegationView, GroupStatus } from '../../../ipc/colleagues/group.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { useCode } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { SelectField, TextField, TickGroup } from '../../ui/fields.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Section } from '../../ui/page.tsx';
import { Dated } from '../../ui/text.tsx';
import { ActDialog, WhoMay } from './asking.tsx';
import type { Ask } from './group-dialog.ts';

type DelegationsProps = { readonly status: GroupStatus; readonly onAsk: Ask };

export function Delegations({ status, onAsk }: DelegationsProps) {
  const { t } = useTranslation('group');
  const why = useId();
  const may = status.mayLead;
  const shut = { isDisabled: !may, ...(may ? {} : { 'aria-describedby': why }) };
  return (
    <Section
      title={t('delegation.title')}
      note={t('delegation.note')}
      acts={
        <Button {...shut} onPress={() => onAsk({ kind: 'delegate' })}>
          {t('delegation.open')}
        </Button>
      }
    >
      {may ? null : <WhoMay id={why} status={status} needed="lead" />}
      {status.delegations.length === 0 ? (
        <Notice tone="info" title={t('delegation.emptyTitle')}>
          {t('delegation.empty')}
        </Notice>
      ) : (
        <Table
          delegations={status.delegations}
          act={(one) =>
            one.endedOn === null ? (
              <Button
                {...shut}
                kind="quiet"
                aria-label={t('delegation.endOf', { name: one.name })}
                onPress={() => onAsk({ kind: 'endDelegation', delegation: one.id })}
              >
                {t('delegation.endOpen')}
              </Button>
            ) : null
          }
        />
      )}
    </Section>
  );
}

type TableProps = {
  readonly delegations: readonly DelegationView[];
  readonly act: (one: DelegationView) => ReactNode;
};

function Table({ delegations, act }: TableProps) {
  const { t } = useTranslation('group');
  const code = useCode();
  return (
    <DataTable
      caption={t('delegation.title')}
      hideCaption
      rows={delegations}
      rowKey={(one) => one.id}
      columns={[
        { id: 'name', head: t('delegation.who'), rowHead: true, cell: (one) => one.name },
        {
          id: 'what',
          head: t('delegation.what'),
          cell: (one) => one.outcomes.map((outcome) => code('outcome', outcome)).join(', '),
        },
        { id: 'when', head: t('delegation.when'), cell: (one) => <When one={one} /> },
        { id: 'source', head: t('delegation.source'), cell: (one) => one.source },
        {
          id: 'holds',
          head: t('delegation.today'),
          cell: (one) => (
            <Mark
              tone={one.holds ? 'good' : 'none'}
              word={t(one.holds ? 'delegation.holds' : 'delegation.holdsNot')}
            />
          ),
        },
        {
          id: 'act',
          head: <span className="visually-hidden">{t('delegation.endOpen')}</span>,
          cell: act,
        },
      ]}
    />
  );
}

function When({ one: { from, to, endedOn } }: { readonly one: DelegationView }) {
  const { t } = useTranslation('group');
  const period = to === null ? t('delegation.since', { from }) : t('delegation.period', { from, to });
  return <Dated text={endedOn === null ? period : `${period}, ${t('delegation.ended', { day: endedOn })}`} />;
}

type DelegateDialogProps = { readonly status: GroupStatus; readonly onClose: () => void };
const both = ['grant', 'refusal'] as const;

export function DelegateDialog({ status, onClose }: DelegateDialogProps) {
  const { t } = useTranslation('group');
  const code = useCode();
  const active = status.members.filter(({ standing }) => standing === 'active');
  const [member, setMember] = useKept('group-delegate/member', active[0]?.id ?? '');
  const [ticked, setTicked] = useKept<readonly string[]>('group-delegate/outcomes', both);
  const [from, setFrom] = useKept('group-delegate/from', status.today);
  const [to, setTo] = useKept('group-delegate/to', '');
  const [source, setSource] = useKept('group-delegate/source', '');
  const close = useGivenUp('group-delegate', onClose);
  const delegate = useAct('group.delegate', ['group.status']);
  const outcomes = both.filter((one) => ticked.includes(one));
  const period = periodOf(from, to);
  const run = () => {
    if (period === null) return;
    delegate.mutate(
      { member: memberIdSchema.parse(member), outcomes: [...outcomes], ...period, source: source.trim() },
      {
        onSuccess: () => {
          say(t('delegation.done', { name: active.find(({ id }) => id === member)?.name ?? '' }));
          close();
        },
      },
    );
  };
  return (
    <ActDialog
      title={t('delegation.dialog')}
      act={t('delegation.run')}
      ready={period !== null && outcomes.length > 0 && source.trim() !== ''}
      sending={delegate}
      onRun={run}
      onClose={close}
    >
      {status.delegations.length === 0 ? <Notice tone="check">{t('delegation.first')}</Notice> : null}
      <SelectField
        label={t('delegation.who')}
        value={member}
        choices={active.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={setMember}
      />
      <TickGroup
        label={t('delegation.what')}
        values={ticked}
        choices={both.map((value) => ({ value, label: code('outcome', value) }))}
        onChange={setTicked}
      />
      <DayField label={t('delegation.from')} value={from} onChange={setFrom} />
      <DayField label={t('delegation.to')} help={t('delegation.toHelp')} value={to} onChange={setTo} />
      <Source value={source} onChange={setSource} />
    </ActDialog>
  );
}

function periodOf(from: string, to: string) {
  if (!isIsoDate(from)) return null;
  if (to === '') return { from };
  return isIsoDate(to) ? { from, to } : null;
}

type SourceProps = { readonly value: string; readonly onChange: (value: string) => void };

function Source(props: SourceProps) {
  const { t } = useTranslation('group');
  return (
    <TextField {...props} label={t('delegation.source')} help={t('delegation.sourceHelp')} maxLength={400} />
  );
}

type EndDialogProps = DelegateDialogProps & { readonly delegation: string };

export function EndDelegationDialog({ status, delegation, onClose }: EndDialogProps) {
  const { t } = useTranslation('group');
  const form = `group-end ${delegation}`;
  const [day, setDay] = useKept(`${form}/day`, status.today);
  const [source, setSource] = useKept(`${form}/source`, '');
  const close = useGivenUp(form, onClose);
  const end = useAct('group.endDelegation', ['group.status']);
  const one = status.delegations.find(({ id }) => id === delegation);
  const name = one?.name ?? '';
  const run = () => {
    if (!isIsoDate(day)) return;
    end.mutate(
      { delegation: eventHashSchema.parse(delegation), day, source: source.trim() },
      {
        onSuccess: () => {
          say(t('delegation.endDone', { name }));
          close();
        },
      },
    );
  };
  return (
    <ActDialog
      danger
      title={t('delegation.endTitle', { name })}
      act={t('delegation.endRun')}
      ready={one !== undefined && isIsoDate(day) && source.trim() !== ''}
      sending={end}
      onRun={run}
      onClose={close}
    >
      <p className="reading">{t('delegation.endFollows', { name })}</p>
      <DayField label={t('delegation.endDay')} value={day} onChange={setDay} />
      <Source value={source} onChange={setSource} />
    </ActDialog>
  );
}
