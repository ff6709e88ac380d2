// Owns: the group's list of issuers of data packages, and an administrator's record of one. Must not: fetch a key.
import './packages.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../../domain/ids.ts';
import type { IssuerView, TrustInput } from '../../../ipc/party/packages.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import type { Tone } from '../../lib/tones.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField, Tick, TickGroup } from '../../ui/fields.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';

const tones: Record<IssuerView['state'], Tone> = {
  valid: 'good',
  notYet: 'check',
  ended: 'bad',
  withdrawn: 'bad',
};

export function Issuers() {
  const { data, error } = useOperation('packages.issuers', {});
  const { data: status } = useOperation('app.status', {});
  const [opened, setOpened] = useState<IssuerView | 'new' | null>(null);
  if (error) return <Failed error={error} />;
  if (data === undefined) return <Waiting />;
  const may = status?.member?.administrator ?? false;
  const today = status?.today ?? '';
  const close = () => setOpened(null);
  return (
    <>
      <List issuers={data.issuers} onChange={may ? setOpened : null} />
      <Add may={may} onAdd={() => setOpened('new')} />
      {opened === null ? null : (
        <IssuerDialog opened={opened} types={data.types} today={today} onClose={close} />
      )}
    </>
  );
}

function Add({ may, onAdd }: { readonly may: boolean; readonly onAdd: () => void }) {
  const { t } = useTranslation('packages');
  if (!may) return <p className="quiet">{t('issuers.onlyAdministrator')}</p>;
  return (
    <div className="row">
      <Button onPress={onAdd}>{t('issuers.add')}</Button>
    </div>
  );
}

type ListProps = {
  readonly issuers: readonly IssuerView[];
  /** Null for those who may only look. */
  readonly onChange: ((issuer: IssuerView) => void) | null;
};

function List({ issuers, onChange }: ListProps) {
  const { t } = useTranslation('packages');
  if (issuers.length === 0) return <p className="quiet">{t('issuers.none')}</p>;
  return (
    <ul className="stack">
      {issuers.map((one) => (
        <li key={one.issuer} className="issuer-line">
          <Line one={one} />
          {onChange === null ? null : (
            <div className="row">
              <Button aria-label={t('issuers.changeOf', { name: one.name })} onPress={() => onChange(one)}>
                {t('issuers.change')}
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function Line({ one }: { readonly one: IssuerView }) {
  const { t } = useTranslation('packages');
  const period = t(one.validTo === null ? 'issuers.from' : 'issuers.between', {
    from: one.validFrom,
    to: one.validTo ?? '',
  });
  return (
    <>
      <p>
        <strong>{one.name}</strong> <span className="quiet package-digest">{one.issuer}</span>{' '}
        <Mark
          tone={one.differs ? 'check' : tones[one.state]}
          word={t(one.differs ? 'issuers.differs' : `issuers.state.${one.state}`)}
        />{' '}
        {one.verified ? null : <Mark tone="check" word={t('issuers.notVerified')} />}
      </p>
      <p className="quiet">
        {one.types.map((type) => t(`types.${type}`)).join(', ')}
        {one.types.length === 0 ? '' : '. '}
        {period} {t('issuers.by', { name: one.by, day: one.day, source: one.source })}
      </p>
      <ul className="stack-tight quiet">
        {one.keys.map((key) => (
          <li key={key.thumbprint} className="package-digest">
            {t('issuers.key', { curve: key.curve, thumbprint: key.thumbprint })}
            {key.validTo === null ? '' : ` ${t('issuers.keyTo', { day: key.validTo })}`}
          </li>
        ))}
      </ul>
    </>
  );
}

type Draft = Omit<TrustInput, 'validFrom' | 'validTo'> & {
  readonly validFrom: string;
  readonly validTo: string;
};

function draftOf(known: IssuerView | null, today: string): Draft {
  const { issuer = '', name = '', types = [], validFrom = today, validTo = null } = known ?? {};
  return {
    issuer,
    name,
    types: [...types],
    keys: '',
    validFrom,
    validTo: validTo ?? '',
    source: '',
    verified: false,
  };
}

function inputOf(draft: Draft): TrustInput | null {
  const { validFrom, validTo, issuer, name, keys, source } = draft;
  const filled = [issuer, name, keys].every((text) => text.trim() !== '') && source.trim().length >= 3;
  if (!filled || !isIsoDate(validFrom)) return null;
  if (validTo.trim() === '') {
    const { validTo: _none, ...rest } = draft;
    return { ...rest, validFrom };
  }
  return isIsoDate(validTo) ? { ...draft, validFrom, validTo } : null;
}

type DialogProps = {
  readonly opened: IssuerView | 'new';
  readonly types: readonly string[];
  readonly today: string;
  readonly onClose: () => void;
};

function IssuerDialog({ opened, types, today, onClose: close }: DialogProps) {
  const known = opened === 'new' ? null : opened;
  const form = `issuer ${known?.issuer ?? ''}`;
  const onClose = useGivenUp(form, close);
  const { t } = useTranslation('packages');
  const [draft, setDraft] = useKept(form, draftOf(known, today));
  const trust = useAct('packages.trust', ['packages.issuers']);
  const input = inputOf(draft);
  const send = () => {
    if (input === null) return;
    trust.mutate(input, {
      onSuccess: () => {
        say(t('issuers.done', { name: input.name }));
        onClose();
      },
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('issuers.title')}
      acts={
        <>
          <Button kind="primary" isDisabled={input === null || trust.isPending} onPress={send}>
            {t('issuers.save')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p className="reading">{t('issuers.text')}</p>
      <IssuerFields
        draft={draft}
        fixed={known !== null}
        types={types}
        onChange={(change) => setDraft({ ...draft, ...change })}
      />
      {trust.error ? <Failed error={trust.error} /> : null}
    </Dialog>
  );
}

type FieldsProps = {
  readonly draft: Draft;
  readonly fixed: boolean;
  readonly types: readonly string[];
  readonly onChange: (change: Partial<Draft>) => void;
};

function IssuerFields({ draft, fixed, types, onChange }: FieldsProps) {
  const { t } = useTranslation('packages');
  return (
    <>
      <TextField
        label={t('issuers.field.name')}
        value={draft.name}
        onChange={(name) => onChange({ name })}
        maxLength={400}
      />
      <TextField
        label={t('issuers.field.issuer')}
        help={t('issuers.field.issuerHelp')}
        value={draft.issuer}
        readOnly={fixed}
        onChange={(issuer) => onChange({ issuer })}
        maxLength={300}
      />
      <TickGroup
        label={t('issuers.field.types')}
        help={t('issuers.field.typesHelp')}
        values={draft.types}
        onChange={(chosen) => onChange({ types: [...chosen] })}
        choices={types.map((value) => ({ value, label: t(`types.${value}`) }))}
      />
      <TextArea
        label={t('issuers.field.keys')}
        help={t('issuers.field.keysHelp')}
        value={draft.keys}
        onChange={(keys) => onChange({ keys })}
        maxLength={20_000}
      />
      <TextField
        label={t('issuers.field.validFrom')}
        width="short"
        value={draft.validFrom}
        onChange={(validFrom) => onChange({ validFrom })}
      />
      <TextField
        label={t('issuers.field.validTo')}
        width="short"
        value={draft.validTo}
        onChange={(validTo) => onChange({ validTo })}
      />
      <TextField
        label={t('issuers.field.source')}
        help={t('issuers.field.sourceHelp')}
        value={draft.source}
        onChange={(source) => onChange({ source })}
        maxLength={400}
      />
      <Tick
        label={t('issuers.field.verified')}
        help={t('issuers.field.verifiedHelp')}
        checked={draft.verified}
        onChange={(verified) => onChange({ verified })}
      />
    </>
  );
}
