// Owns: the files attached to the open case: what each is, how it was verified, and the acts on it. Must not: draw a file.
import './attachments.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { caseIdSchema } from '../../../domain/ids.ts';
import type { AttachmentSaid, AttachmentView, ChosenAttachments } from '../../../ipc/party/attachments.ts';
import type { CaseView } from '../../../ipc/review.ts';
import { formatDay, formatSize } from '../../lib/format.ts';
import { useLetters } from '../../lib/keys/use-letters.ts';
import { useAct } from '../../lib/operations.ts';
import { openerId, shownAttachment } from '../../lib/beside/shown-attachment.ts';
import { useCode } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Failed } from '../../ui/states.tsx';
import { AttachDialog } from './attach-dialog.tsx';
import { DescribeDialog, RemoveDialog } from './said-dialogs.tsx';

type Props = { readonly view: CaseView; readonly elementId: string };
type Asked = { readonly act: 'describe' | 'remove'; readonly attachment: AttachmentView } | null;

export function CaseAttachments({ view, elementId }: Props) {
  const { t } = useTranslation('attachment');
  const letter = useLetters();
  const [chosen, setChosen] = useState<ChosenAttachments | null>(null);
  const [asked, setAsked] = useState<Asked>(null);
  const choose = useAct('attachments.choose');
  const { row, attachments } = view;
  if (row.barred || row.stub) return null;
  const standing = attachments.filter(({ away }) => away === null);
  const away = attachments.filter((one) => one.away !== null);
  const start = () =>
    choose.mutate({ id: caseIdSchema.parse(row.caseId) }, { onSuccess: (found) => setChosen(found) });
  return (
    <section className="case-attachments" aria-label={t('section')}>
      <Standing standing={standing} caseId={row.caseId} onAct={setAsked} />
      <Away away={away} />
      <div className="row">
        <Button
          {...letter('attach')}
          id={`${elementId}-attach`}
          kind="quiet"
          isDisabled={choose.isPending}
          onPress={start}
        >
          {t('open')}
        </Button>
      </div>
      {choose.error ? <Failed error={choose.error} /> : null}
      {chosen === null ? null : <AttachDialog view={view} chosen={chosen} onClose={() => setChosen(null)} />}
      <Asking asked={asked} view={view} onClose={() => setAsked(null)} />
    </section>
  );
}

type AskingProps = { readonly asked: Asked; readonly view: CaseView; readonly onClose: () => void };

function Asking({ asked, view, onClose }: AskingProps) {
  if (asked === null) return null;
  const one = { view, attachment: asked.attachment, onClose };
  return asked.act === 'describe' ? <DescribeDialog {...one} /> : <RemoveDialog {...one} />;
}

type StandingProps = Pick<LineProps, 'caseId' | 'onAct'> & { readonly standing: readonly AttachmentView[] };

function Standing({ standing, ...rest }: StandingProps) {
  if (standing.length === 0) return null;
  return (
    <ul className="attachment-list">
      {standing.map((one) => (
        <AttachmentLine key={one.id} attachment={one} {...rest} />
      ))}
    </ul>
  );
}

type LineProps = {
  readonly attachment: AttachmentView;
  readonly caseId: string;
  readonly onAct: (asked: Asked) => void;
};

function AttachmentLine({ attachment, caseId, onAct }: LineProps) {
  const { t } = useTranslation('attachment');
  const { id, fileName, said, here, keptBy } = attachment;
  const show = () => shownAttachment.set({ caseId, id, name: fileName });
  return (
    <li className="attachment">
      {said.length > 1 ? <Mark tone="bad" word={t('differs')} /> : null}
      {said.map((one) => (
        <Said key={`${one.by} ${one.at}`} said={one} apart={said.length > 1} />
      ))}
      <FileLine attachment={attachment} />
      {here ? null : (
        <p>
          <Mark tone="check" word={t('notHere', { name: keptBy })} />
        </p>
      )}
      <div className="row">
        {here ? (
          <Button
            id={openerId(id)}
            kind="quiet"
            aria-label={t('showNamed', { name: fileName })}
            onPress={show}
          >
            {t('show')}
          </Button>
        ) : null}
        <Button
          kind="quiet"
          aria-label={t('describe.named', { name: fileName })}
          onPress={() => onAct({ act: 'describe', attachment })}
        >
          {t('describe.open')}
        </Button>
        <Button
          kind="quiet"
          aria-label={t('remove.named', { name: fileName })}
          onPress={() => onAct({ act: 'remove', attachment })}
        >
          {t('remove.open')}
        </Button>
      </div>
    </li>
  );
}

function Said({ said, apart }: { readonly said: AttachmentSaid; readonly apart: boolean }) {
  const { t } = useTranslation('attachment');
  const code = useCode();
  const { attachmentKind, issuer, issuedOn, verified, note, by, at } = said;
  const told = [
    issuer,
    issuedOn === null ? null : t('issuedOn', { day: issuedOn }),
    apart ? t('saidBy', { name: by, day: formatDay(at) }) : null,
  ].filter((part) => part !== null);
  return (
    <>
      <p className="attachment-head">
        <strong className="attachment-kind">{code('attachmentKind', attachmentKind)}</strong>{' '}
        <Mark
          tone={verified === 'notVerified' ? 'check' : 'good'}
          word={
            verified === 'notVerified'
              ? code('verified', verified)
              : t('verified', { how: code('verified', verified) })
          }
        />
      </p>
      {told.length === 0 ? null : <p>{told.join(', ')}</p>}
      {note === null ? null : <p className="attachment-note">{note}</p>}
    </>
  );
}

const formats: Readonly<Record<AttachmentView['mediaType'], string>> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
};

function FileLine({
  attachment: { fileName, mediaType, size, by, at },
}: {
  readonly attachment: AttachmentView;
}) {
  const { t } = useTranslation('attachment');
  return (
    <p className="quiet attachment-file">
      {t('file', {
        name: fileName,
        format: formats[mediaType],
        size: formatSize(size),
        day: formatDay(at),
        by,
      })}
    </p>
  );
}

function Away({ away }: { readonly away: readonly AttachmentView[] }) {
  const { t } = useTranslation('attachment');
  const code = useCode();
  if (away.length === 0) return null;
  return (
    <details className="quiet">
      <summary>{t('away.title', { count: away.length })}</summary>
      <ul className="attachment-list">
        {away.map((one) => (
          <li key={one.id} className="attachment">
            <p>{one.said.map(({ attachmentKind }) => code('attachmentKind', attachmentKind)).join(', ')}</p>
            <FileLine attachment={one} />
            <p>
              {t('away.why', {
                day: formatDay(one.away?.at ?? 0),
                name: one.away?.by ?? '',
                reason: one.away?.reason ?? '',
              })}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
