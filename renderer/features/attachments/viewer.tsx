// Owns: the attachment that stands open beside the case: a picture or the pages of a PDF, larger and smaller, closed by Escape.
// Must not: keep a byte of it once it is closed, or show one of another case than the open one.
import './viewer.css';
import { lazy, Suspense, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { caseIdSchema } from '../../../domain/ids.ts';
import type { OpenedAttachment } from '../../../ipc/party/attachments.ts';
import { demand } from '../../lib/api.ts';
import {
  closeAttachment,
  shownAttachment,
  viewerId,
  type ShownAttachment,
} from '../../lib/beside/shown-attachment.ts';
import { useStore } from '../../lib/external-store.ts';
import { Button } from '../../ui/button.tsx';
import { usePaneStanding } from '../../ui/panes/split-panes.tsx';
import { Failed, Waiting } from '../../ui/states.tsx';

/** Drawing a PDF takes a megabyte of program: read when the first one is opened. */
const PdfPages = lazy(async () => ({ default: (await import('./pdf-pages.tsx')).PdfPages }));

type BesideProps = {
  readonly caseId: string | null;
  /** Over the list or beside the case: absent where there is no choice. */
  readonly onPlace?: () => void;
};

/** The case stays where it is; the attachment of another case closes. */
export function Beside({ caseId, onPlace }: BesideProps) {
  const shown = useStore(shownAttachment);
  useEffect(() => {
    const now = shownAttachment.get();
    if (now !== null && now.caseId !== caseId) shownAttachment.set(null);
  }, [caseId]);
  useEffect(() => () => shownAttachment.set(null), []);
  return shown === null || shown.caseId !== caseId ? null : (
    <Viewer key={shown.id} shown={shown} {...(onPlace === undefined ? {} : { onPlace })} />
  );
}

type Opened = { readonly file?: OpenedAttachment; readonly error?: Error };

function useOpenedFile({ caseId, id }: ShownAttachment): Opened {
  const [opened, setOpened] = useState<Opened>({});
  useEffect(() => {
    let isLeft = false;
    const open = async () => {
      try {
        const file = await demand('attachments.open', { id: caseIdSchema.parse(caseId), attachment: id });
        if (!isLeft) setOpened({ file });
      } catch (error) {
        if (!isLeft) setOpened({ error: error instanceof Error ? error : new Error(String(error)) });
      }
    };
    void open();
    return () => {
      isLeft = true;
    };
  }, [caseId, id]);
  return opened;
}

/** Of the width that is there. */
const zooms = [1, 1.5, 2, 3, 4] as const;

type ViewerProps = Pick<BesideProps, 'onPlace'> & { readonly shown: ShownAttachment };

function Viewer({ shown, onPlace }: ViewerProps) {
  const { t } = useTranslation('attachment');
  const { file, error } = useOpenedFile(shown);
  const [step, setStep] = useState(0);
  const frame = useRef<HTMLElement>(null);
  useEffect(() => frame.current?.focus(), []);
  const zoom = zooms[step] ?? 1;
  const change = (by: number) => setStep(Math.min(zooms.length - 1, Math.max(0, step + by)));
  const keys: Readonly<Record<string, () => void>> = {
    Escape: closeAttachment,
    '+': () => change(1),
    '-': () => change(-1),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keys[event.key];
    if (act === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div className="viewer-keys" role="presentation" onKeyDown={onKeyDown}>
      <section
        ref={frame}
        id={viewerId}
        className="viewer"
        aria-label={t('viewer.name', { name: shown.name })}
        tabIndex={-1}
      >
        <div className="viewer-head">
          <h2 className="viewer-name" title={shown.name}>
            {shown.name}
          </h2>
          {onPlace === undefined ? null : <PlaceButton onPlace={onPlace} />}
          <Button kind="quiet" keys="−" isDisabled={step === 0} onPress={() => change(-1)}>
            {t('viewer.smaller')}
          </Button>
          <Button kind="quiet" keys="+" isDisabled={step === zooms.length - 1} onPress={() => change(1)}>
            {t('viewer.larger')}
          </Button>
          <Button keys="Esc" onPress={closeAttachment}>
            {t('viewer.close')}
          </Button>
        </div>
        {error ? <Failed error={error} /> : null}
        {file === undefined && !error ? <Waiting /> : null}
        {file === undefined ? null : <Contents file={file} zoom={zoom} />}
      </section>
    </div>
  );
}

/** Where there is no room for three, it lies over the list and there is nothing to choose. */
function PlaceButton({ onPlace }: { readonly onPlace: () => void }) {
  const { t } = useTranslation('attachment');
  const { isOver, isRoom } = usePaneStanding('attachment');
  if (!isRoom) return null;
  return (
    <Button kind="quiet" onPress={onPlace}>
      {t(isOver ? 'viewer.putBeside' : 'viewer.putOver')}
    </Button>
  );
}

function Contents({ file, zoom }: { readonly file: OpenedAttachment; readonly zoom: number }) {
  const { t } = useTranslation('attachment');
  const [broken, setBroken] = useState(false);
  if (file.bytes !== null)
    return (
      <Suspense fallback={<Waiting />}>
        <PdfPages bytes={file.bytes} name={file.fileName} zoom={zoom} />
      </Suspense>
    );
  if (broken) return <p className="viewer-note">{t('viewer.broken')}</p>;
  return (
    // A box that scrolls must be reachable by key.
    <div className="viewer-box" tabIndex={0} role="group" aria-label={t('viewer.picture')}>
      <img
        className="viewer-picture"
        style={{ width: zoom === 1 ? undefined : `${zoom * 100}%` }}
        src={file.address ?? ''}
        alt={t('viewer.pictureOf', { name: file.fileName })}
        onError={() => setBroken(true)}
      />
    </div>
  );
}
