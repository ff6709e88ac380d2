// Owns: who has the open case, when it comes back, its notes, who is barred from it, and the acts on all of it.
// Must not: show notes to somebody who is barred; main sends them none.
import './work.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../ipc/review.ts';
import { formatMoment } from '../../lib/format.ts';
import { useLetters } from '../../lib/keys/use-letters.ts';
import { useCode } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { DeclareDialog, NoteDialog, TryDialog } from './case-dialogs.tsx';
import { AssignDialog, WatchDialog } from './work-dialog.tsx';

type WorkProps = { readonly view: CaseView; readonly elementId: string };
type Member = { readonly id: string; readonly name: string };
type Asked = 'assign' | 'watch' | 'note' | 'declare' | { readonly tries: Member } | null;

export function CaseWork({ view, elementId }: WorkProps) {
  const { t } = useTranslation('work');
  const [asked, setAsked] = useState<Asked>(null);
  const letter = useLetters();
  const { row, work } = view;
  return (
    <div className="case-work">
      {row.barred ? (
        <Notice tone="check" title={t('barred.title')}>
          {t('barred.text')}
        </Notice>
      ) : null}
      <Standing view={view} onTry={(member) => setAsked({ tries: member })} />
      <div className="row">
        <Button
          {...letter('assign')}
          id={`${elementId}-assign`}
          kind="quiet"
          onPress={() => setAsked('assign')}
        >
          {t('assign.open')}
        </Button>
        {row.barred ? null : (
          <>
            <Button
              {...letter('watch')}
              id={`${elementId}-watch`}
              kind="quiet"
              onPress={() => setAsked('watch')}
            >
              {t('watch.open')}
            </Button>
            <Button
              {...letter('note')}
              id={`${elementId}-note`}
              kind="quiet"
              onPress={() => setAsked('note')}
            >
              {t('note.open')}
            </Button>
            <Button kind="quiet" onPress={() => setAsked('declare')}>
              {t('interest.open')}
            </Button>
          </>
        )}
      </div>
      {work.notes.length === 0 ? null : <Notes notes={work.notes} />}
      <Asking asked={asked} view={view} onClose={() => setAsked(null)} />
    </div>
  );
}

function Asking({
  asked,
  view,
  onClose,
}: {
  readonly asked: Asked;
  readonly view: CaseView;
  readonly onClose: () => void;
}) {
  const one = { cases: [view.row.caseId], name: view.row.applicationId, onClose };
  if (asked === null) return null;
  if (typeof asked === 'object') return <TryDialog view={view} member={asked.tries} onClose={onClose} />;
  switch (asked) {
    case 'assign':
      return <AssignDialog {...one} />;
    case 'watch':
      return <WatchDialog {...one} />;
    case 'note':
      return <NoteDialog view={view} onClose={onClose} />;
    case 'declare':
      return <DeclareDialog view={view} onClose={onClose} />;
  }
}

type StandingProps = { readonly view: CaseView; readonly onTry: (member: Member) => void };

function Standing({ view, onTry }: StandingProps) {
  const { t } = useTranslation('work');
  const code = useCode();
  const { assignees, watch, barred } = view.work;
  return (
    <>
      {assignees.length === 0 ? null : (
        <p>
          <span className="quiet">{t('line.has')}</span>{' '}
          {assignees
            .map(({ name, until, over }) =>
              until === null ? name : t(over ? 'line.over' : 'line.until', { name, day: until }),
            )
            .join(', ')}
          {assignees.length > 1 ? ` ▲ ${t('line.both')}` : ''}
        </p>
      )}
      {watch === null ? null : (
        <p>
          <span className="quiet">{t('line.watch')}</span> <span className="nowrap">{watch.until}</span>
          {watch.due ? ` ◆ ${t('line.due')}` : ''}
          {watch.reason === '' ? '' : `: ${watch.reason}`} <span className="quiet">({watch.by})</span>
        </p>
      )}
      {barred.map(({ id, name, self, ground }) => (
        <p key={id}>
          <span className="quiet">{t('line.barred')}</span> {name}
          {ground === null ? '' : `: ${code('interest', ground)}`}{' '}
          {self ? null : (
            <Button kind="quiet" onPress={() => onTry({ id, name })}>
              {t('try.open')}
            </Button>
          )}
        </p>
      ))}
    </>
  );
}

function Notes({ notes }: { readonly notes: CaseView['work']['notes'] }) {
  const { t } = useTranslation('work');
  const code = useCode();
  return (
    <section className="work-notes" aria-label={t('note.list')}>
      {notes.map(({ place, text, by, at }) => (
        <div key={`${at} ${by}`} className="work-note">
          <p className="quiet">
            {code('notePlace', place)} · {by}, {formatMoment(at)}
          </p>
          <p className="work-note-text">{text}</p>
        </div>
      ))}
    </section>
  );
}
