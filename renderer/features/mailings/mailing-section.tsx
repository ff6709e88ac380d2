// Owns: one mailing: by channel whom it reaches, what was sent and came back, and the acts on it. Must not: name a recipient.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mailingChannels, type MailingChannel } from '../../../domain/intake/resources.ts';
import type { CountLine, MailingView } from '../../../ipc/party/mailings.ts';
import { formatCount } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Section } from '../../ui/page.tsx';
import { ClearDialog } from './clear-dialog.tsx';
import { CountDialog } from './count-dialog.tsx';
import { LetterDialog } from './letter-dialog.tsx';
import { NotedTable } from './noted-table.tsx';
import { TakeBackButton } from './take-back.tsx';
import { useIntakeName } from '../../lib/words.ts';

type Open =
  | { readonly what: 'letter' | 'sent' | 'returned'; readonly channel: MailingChannel }
  | { readonly what: 'clear' };

export function MailingSection({ mailing }: { readonly mailing: MailingView }) {
  const { t } = useTranslation('mailings');
  const name = useIntakeName();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  return (
    <Section title={t('mailing.title', { intake: name(mailing.intake) })} note={<About mailing={mailing} />}>
      <TakenOut mailing={mailing} />
      <Channels mailing={mailing} onOpen={setOpen} />
      <Lines mailing={mailing} />
      <Ends mailing={mailing} onClear={() => setOpen({ what: 'clear' })} />
      {open?.what === 'letter' ? (
        <LetterDialog mailing={mailing} channel={open.channel} onClose={close} />
      ) : null}
      {open?.what === 'sent' || open?.what === 'returned' ? (
        <CountDialog mailing={mailing} what={open.what} channel={open.channel} onClose={close} />
      ) : null}
      {open?.what === 'clear' ? <ClearDialog mailing={mailing} onClose={close} /> : null}
    </Section>
  );
}

function About({ mailing: { prepared } }: { readonly mailing: MailingView }) {
  const { t } = useTranslation('mailings');
  if (prepared === null) return <>{t('mailing.takenBack')}</>;
  const { fileName, asOf, by, applyBy } = prepared;
  return <>{t('mailing.about', { file: fileName, day: asOf, by, applyBy })}</>;
}

function TakenOut({ mailing: { prepared } }: { readonly mailing: MailingView }) {
  const { t } = useTranslation('mailings');
  if (prepared === null) return null;
  const { takenOut, duplicates, rejected } = prepared;
  const reasons = { ...takenOut, duplicates, rejected };
  const shown = (Object.keys(reasons) as (keyof typeof reasons)[]).filter((reason) => reasons[reason] > 0);
  return (
    <p>
      {t('mailing.rows', { count: prepared.rows })}{' '}
      {shown.map((reason) => t(`out.${reason}`, { count: reasons[reason] })).join(' ')}
    </p>
  );
}

type Row = { readonly channel: MailingChannel } & Record<'listed' | 'sent' | 'returned', number>;

function Channels({
  mailing,
  onOpen,
}: {
  readonly mailing: MailingView;
  readonly onOpen: (open: Open) => void;
}) {
  const { t } = useTranslation('mailings');
  const sum = (lines: readonly CountLine[], channel: MailingChannel) =>
    lines.filter((one) => one.channel === channel).reduce((total, { count }) => total + count, 0);
  const rows = mailingChannels
    .map((channel): Row => {
      const { prepared, sent, returned } = mailing;
      const listed = prepared?.recipients[channel] ?? 0;
      return { channel, listed, sent: sum(sent, channel), returned: sum(returned, channel) };
    })
    .filter((row) => row.listed + row.sent > 0);
  const count = (id: 'listed' | 'sent' | 'returned'): Column<Row> => ({
    id,
    head: t(`head.${id}`),
    number: true,
    cell: (row) => formatCount(row[id]),
  });
  return (
    <DataTable
      caption={t('channels')}
      hideCaption
      rows={rows}
      rowKey={(row) => row.channel}
      columns={[
        { id: 'channel', head: t('head.channel'), rowHead: true, cell: (row) => t(`channel.${row.channel}`) },
        count('listed'),
        count('sent'),
        count('returned'),
        {
          id: 'acts',
          head: <span className="visually-hidden">{t('head.acts')}</span>,
          cell: (row) => <Acts mailing={mailing} row={row} onOpen={onOpen} />,
        },
      ]}
    />
  );
}

type ActsProps = {
  readonly mailing: MailingView;
  readonly row: Row;
  readonly onOpen: (open: Open) => void;
};

function Acts({ mailing: { here }, row: { channel, listed, sent, returned }, onOpen }: ActsProps) {
  const { t } = useTranslation('mailings');
  const word = t(`channel.${channel}`);
  const act = (what: 'letter' | 'sent' | 'returned') => (
    <Button
      kind="quiet"
      aria-label={t(`act.${what}Of`, { channel: word })}
      onPress={() => onOpen({ what, channel })}
    >
      {t(`act.${what}`)}
    </Button>
  );
  return (
    <span className="row mailing-acts">
      {(here?.[channel] ?? 0) > 0 ? act('letter') : null}
      {sent < listed ? act('sent') : null}
      {returned < sent ? act('returned') : null}
    </span>
  );
}

function Lines({ mailing }: { readonly mailing: MailingView }) {
  const { t } = useTranslation('mailings');
  const of = (what: 'sent' | 'returned') => mailing[what].map((one) => ({ ...one, what }));
  const lines = [...of('sent'), ...of('returned')].sort((a, b) => b.at - a.at);
  if (lines.length === 0) return null;
  const noted = lines.map(({ id, day, what, channel, count, by }) => {
    const name = t(`did.${what}`, { channel: t(`channel.${channel}`) });
    return { id, intake: mailing.intake, day, name, count: formatCount(count), by };
  });
  return <NotedTable caption={t('lines')} lines={noted} />;
}

function Ends({ mailing, onClear }: { readonly mailing: MailingView; readonly onClear: () => void }) {
  const { t } = useTranslation('mailings');
  const { here, prepared, cleared, sent, intake } = mailing;
  if (cleared !== null)
    return (
      <Mark
        tone="none"
        word={t(`cleared.${cleared.why}`, { day: cleared.day, by: cleared.by, count: cleared.recipients })}
      />
    );
  if (prepared === null) return null;
  if (here === null)
    return <p className="quiet">{t('elsewhere', { by: prepared.by, day: prepared.applyBy })}</p>;
  const left = Object.values(here).reduce((sum, count) => sum + count, 0);
  return (
    <div className="stack-tight">
      <p className="quiet">{t('here', { count: left, day: prepared.applyBy })}</p>
      <div className="row">
        <Button onPress={onClear}>{t('clear.open')}</Button>
        {sent.length === 0 ? (
          <TakeBackButton intake={intake} id={prepared.event} name={t('takeBack.list')} confirm />
        ) : null}
      </div>
    </div>
  );
}
