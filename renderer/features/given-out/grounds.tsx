// Owns: the legal ground of each kind of export, and an administrator's record of it. Must not: record unseen ones.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isIsoDate } from '../../../domain/ids.ts';
import type { GroundView } from '../../../ipc/disclosure.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextArea, TextField } from '../../ui/fields.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';

export function Grounds() {
  const { t } = useTranslation('given');
  const { data: grounds, error } = useOperation('given.grounds', {});
  const { data: status } = useOperation('app.status', {});
  const [asking, setAsking] = useState<GroundView | null>(null);
  if (error) return <Failed error={error} />;
  if (grounds === undefined) return <Waiting />;
  const may = status?.member?.administrator ?? false;
  return (
    <>
      <ul className="grounds">
        {grounds.map((ground) => (
          <GroundLine key={ground.kind} ground={ground} may={may} onRecord={() => setAsking(ground)} />
        ))}
      </ul>
      {may ? null : <p className="quiet">{t('grounds.onlyAdministrator')}</p>}
      {asking === null ? null : (
        <GroundDialog ground={asking} today={status?.today ?? ''} onClose={() => setAsking(null)} />
      )}
    </>
  );
}

type LineProps = { readonly ground: GroundView; readonly may: boolean; readonly onRecord: () => void };

function GroundLine({ ground, may, onRecord }: LineProps) {
  const { t } = useTranslation('given');
  const { recorded } = ground;
  return (
    <li className="ground-line">
      <div className="ground-state">
        <Mark tone={ground.state === 'allowed' ? 'good' : 'bad'} word={t(`groundState.${ground.state}`)} />
      </div>
      <div className="ground-words">
        <strong>{ground.title}</strong> <span className="quiet">{ground.to}</span>
        <p>
          {recorded?.ground ?? ground.ground}{' '}
          {ground.verified || recorded !== null ? null : <Mark tone="check" word={t('grounds.toConfirm')} />}
        </p>
        <Recorded ground={ground} />
      </div>
      {may && ground.needsRecord ? (
        <Button aria-label={t('grounds.recordFor', { title: ground.title })} onPress={onRecord}>
          {t('grounds.record')}
        </Button>
      ) : null}
    </li>
  );
}

/** Who recorded it, or why nobody has to. */
function Recorded({ ground }: { readonly ground: GroundView }) {
  const { t } = useTranslation('given');
  const { recorded, needsRecord, state } = ground;
  if (recorded !== null) {
    const { by: name, day, source } = recorded;
    return (
      <p className="quiet">{t(recorded.allowed ? 'grounds.by' : 'grounds.endedBy', { name, day, source })}</p>
    );
  }
  if (!needsRecord) return <p className="quiet">{t('grounds.notNeeded')}</p>;
  return <p className="quiet">{t(state === 'allowed' ? 'grounds.example' : 'grounds.none')}</p>;
}

type DialogProps = { readonly ground: GroundView; readonly today: string; readonly onClose: () => void };

function GroundDialog({ ground, today, onClose: close }: DialogProps) {
  const form = `ground ${ground.kind}`;
  const onClose = useGivenUp(form, close);
  const { t } = useTranslation('given');
  const [words, setWords] = useKept(`${form}/words`, ground.recorded?.ground ?? ground.ground);
  const [day, setDay] = useKept(`${form}/day`, today);
  const [source, setSource] = useKept(`${form}/source`, '');
  const record = useAct('given.recordGrounds', ['given.grounds']);
  const ready = isIsoDate(day) && source.trim().length >= 3 && words.trim().length >= 3;
  const run = (allowed: boolean) => {
    if (!isIsoDate(day)) return;
    record.mutate(
      { kinds: [ground.kind], allowed, ground: words.trim(), day, source: source.trim() },
      {
        onSuccess: () => {
          say(t(allowed ? 'grounds.done' : 'grounds.ended', { title: ground.title }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('grounds.dialogTitle', { title: ground.title })}
      acts={
        <>
          <Button kind="primary" isDisabled={!ready || record.isPending} onPress={() => run(true)}>
            {t('grounds.save')}
          </Button>
          <Button kind="danger" isDisabled={!ready || record.isPending} onPress={() => run(false)}>
            {t('grounds.stop')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p className="reading">{t('grounds.dialogText')}</p>
      <TextArea label={t('grounds.ground')} rows={3} value={words} onChange={setWords} maxLength={400} />
      <TextField label={t('grounds.day')} width="short" value={day} onChange={setDay} />
      <TextField
        label={t('grounds.source')}
        help={t('grounds.sourceHelp')}
        value={source}
        onChange={setSource}
        maxLength={400}
      />
      {record.error ? <Failed error={record.error} /> : null}
    </Dialog>
  );
}
