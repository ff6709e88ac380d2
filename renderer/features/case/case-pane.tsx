// Owns: the open case: who, where it stands, what the rules propose, verdict buttons, and its parts below.
// Must not: show anything personal of a case with protected identity.
import './case.css';
import { memo, useEffect, useRef, type ComponentType, type ReactNode } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../../../domain/review/case-row.ts';
import type { Conclusion } from '../../../domain/ledger/payload.ts';
import type { CaseView } from '../../../ipc/review.ts';
import { formatIdentityNumber } from '../../lib/format.ts';
import { rowOf, rowsVersion } from '../../lib/case-rows.ts';
import { usePart } from '../../lib/external-store.ts';
import { useLooked, useOpened } from '../../lib/opened.ts';
import { useOperation } from '../../lib/operations.ts';
import { useLetters } from '../../lib/keys/use-letters.ts';
import { colourTone, conclusionTone, stepTone } from '../../lib/tones.ts';
import { useCode } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Empty, Failed, Waiting } from '../../ui/states.tsx';
import { SinceNotice } from '../../ui/history/since-notice.tsx';
import { SecondLook } from '../../ui/second-look/second-look.tsx';
import { CapNotice, StaleNotice } from '../../ui/warnings/warnings.tsx';
import { BehindStub } from './behind-stub.tsx';
import { CaseFlags } from './case-flags.tsx';
import { CaseHandover } from './case-handover.tsx';
import { History } from './case-history.tsx';
import { IntakePart } from './case-intake.tsx';
import { Joins, OtherApplications } from './case-joins.tsx';
import { CaseUrgency } from './case-urgency.tsx';
import { ProtectPart } from './protect-dialog.tsx';
import { Checks, Facts, Offers, Verdicts } from './case-parts.tsx';

type CasePaneProps = {
  readonly elementId: string;
  readonly id: string | null;
  /** Absent where no verdict is given: there are no buttons for it then. */
  readonly onVerdict?: ((conclusion: Conclusion) => void) | undefined;
  readonly onOpen: (id: string) => void;
  /** The line that asks for a reason, in place. */
  readonly line?: ReactNode;
  /** The part about what leaves the case; another feature's, put in by the router. */
  readonly Given: ComponentType<{ readonly id: string }>;
  /** Who has the case, notes, conflicts of interest; another feature's too. Granskning presses its acts by key: `<elementId>-assign` and so on. */
  readonly Work: ComponentType<{ readonly view: CaseView; readonly elementId: string }>;
};

export const CasePane = memo(function CasePane(props: CasePaneProps) {
  const { t } = useTranslation('review');
  if (props.id !== null) return <OpenCase {...props} id={props.id} />;
  return (
    <section className="case" aria-label={t('case.name')}>
      <Empty title={t('case.emptyTitle')}>{t('case.empty')}</Empty>
    </section>
  );
});

function OpenCase({
  elementId,
  id,
  onVerdict,
  onOpen,
  line,
  Given,
  Work,
}: CasePaneProps & { readonly id: string }) {
  const { t } = useTranslation('review');
  const { data, error, refetch } = useOperation('review.case', { id });
  useOpened(id);
  useLooked(id, data);
  const scroller = useRef<HTMLElement>(null);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, [id]);
  // The row from the list may be newer: a verdict shows there before main has answered.
  const row = usePart(rowsVersion, () => rowOf(id)) ?? data?.row;
  return (
    // A pane that scrolls must be reachable by key.
    <section
      ref={scroller}
      id={elementId}
      className="case"
      aria-label={t('case.name')}
      data-case={data?.row.caseId}
      tabIndex={0}
    >
      <SinceNotice key={`since ${id}`} view={data} onSeen={() => scroller.current?.focus()} />
      {row === undefined ? null : <Top row={row} view={data} onVerdict={onVerdict} />}
      {data === undefined ? null : <Hands view={data} elementId={elementId} Work={Work} />}
      {line}
      {error ? <Failed error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <Waiting /> : null}
      {data === undefined ? null : <Parts elementId={elementId} view={data} onOpen={onOpen} Given={Given} />}
    </section>
  );
}

type HandsProps = { readonly view: CaseView } & Pick<CasePaneProps, 'elementId' | 'Work'>;

/** Whose hands the case is in. Like the parts below it is drawn anew only with its own case: the list beside it changes far more often. */
const Hands = memo(function Hands({ view, elementId, Work }: HandsProps) {
  if (view.row.stub) return null;
  return (
    <div className="case-hands">
      {view.row.barred ? null : <CaseHandover view={view} elementId={elementId} />}
      <Work key={`work ${view.row.caseId}`} view={view} elementId={elementId} />
    </div>
  );
});

type TopProps = {
  readonly row: CaseRow;
  readonly view: CaseView | undefined;
} & Pick<CasePaneProps, 'onVerdict'>;

function Top({ row, view, onVerdict }: TopProps) {
  return (
    <>
      <Head row={row} view={view} />
      {row.stub || row.barred || onVerdict === undefined ? null : (
        <VerdictBar given={row.conclusion} onVerdict={onVerdict} />
      )}
    </>
  );
}

/** PU-12: whom to turn to; a group that has named nobody is told to. */
function handledBy(t: TFunction<'review'>, officer: CaseView['officer']): string {
  if (officer === null) return t('case.nobodyNamed');
  const { contact } = officer;
  return t(contact === '' ? 'case.handledBy' : 'case.handledByAt', { ...officer });
}

type HeadProps = { readonly row: CaseRow; readonly view: CaseView | undefined };

const Head = memo(function Head({ row, view }: HeadProps) {
  const { t } = useTranslation('review');
  const code = useCode();
  if (row.stub) {
    return (
      <header className="open-head">
        <h2>{row.applicationId}</h2>
        <StubNotice view={view} />
      </header>
    );
  }
  if (row.barred) {
    return (
      <header className="open-head">
        <h2>{row.applicationId}</h2>
      </header>
    );
  }
  return (
    <header className="open-head">
      <h2>{`${row.givenName} ${row.familyName}`}</h2>
      <p className="case-numbers">
        <span className="nowrap">{formatIdentityNumber(row.identityNumber ?? '') || t('case.noNumber')}</span>
        <span className="nowrap">{row.applicationId}</span>
        <span className="nowrap">{code('targetGroup', row.targetGroup)}</span>
        {row.colour === null ? null : (
          <span className="nowrap">
            <span className="quiet">{t('case.colour')}</span>{' '}
            <Mark tone={colourTone(row.colour)} word={code('colour', row.colour)} />
          </span>
        )}
      </p>
      <p className="case-standing">
        <Mark soft tone={stepTone(row.step)} word={code('step', row.step)} />
        {view === undefined ? null : <Proposal view={view} />}
      </p>
      {view === undefined ? null : <CaseUrgency view={view} />}
      {view === undefined ? null : <CaseFlags view={view} />}
      {view === undefined ? null : <Warnings view={view} />}
    </header>
  );
});

/** What a verdict would rest on, said where it is given. */
function Warnings({ view: { stale, cap, row, heads, secondLook } }: { readonly view: CaseView }) {
  const asked = row.conclusion === null || row.conclusion === 'needsCheck' ? 1 : 0;
  return (
    <>
      <SecondLook caseId={row.caseId} heads={heads} look={secondLook} />
      <StaleNotice stale={stale} />
      {cap === null ? null : <CapNotice cap={cap} asked={asked} />}
    </>
  );
}

function StubNotice({ view }: { readonly view: CaseView | undefined }) {
  const { t } = useTranslation('review');
  const code = useCode();
  const { data } = useOperation('restricted.mayOpen', {});
  return (
    <Notice tone="check" title={code('step', 'special')}>
      {data?.mayOpen === true
        ? t('case.protectedForYou')
        : `${t('case.protected')} ${view === undefined ? '' : handledBy(t, view.officer)}`}
    </Notice>
  );
}

function Proposal({ view }: { readonly view: CaseView }) {
  const { t } = useTranslation('review');
  const code = useCode();
  const { conclusion, toCheck } = view.proposal;
  return (
    <span>
      <span className="quiet">{t('case.proposal')}</span>{' '}
      <Mark tone={conclusionTone(conclusion)} word={code('conclusion', conclusion)} />
      {toCheck === 0 ? '' : `, ${t('case.toCheck', { count: toCheck })}`}
    </span>
  );
}

const conclusions: readonly Conclusion[] = ['eligible', 'needsCheck', 'notEligible'];

type VerdictProps = {
  readonly given: Conclusion | null;
  readonly onVerdict: (conclusion: Conclusion) => void;
};

const VerdictBar = memo(function VerdictBar({ given, onVerdict }: VerdictProps) {
  const { t } = useTranslation('review');
  const letter = useLetters();
  const code = useCode();
  return (
    <div className="verdict-bar" role="group" aria-label={t('case.verdict')}>
      {conclusions.map((conclusion) => (
        <Button
          key={conclusion}
          {...letter(conclusion)}
          aria-pressed={given === conclusion}
          onPress={() => onVerdict(conclusion)}
        >
          <Mark tone={conclusionTone(conclusion)} word={code('conclusion', conclusion)} />
        </Button>
      ))}
    </div>
  );
});

type PartsProps = Pick<CasePaneProps, 'elementId' | 'onOpen' | 'Given'> & { readonly view: CaseView };

const Parts = memo(function Parts({ elementId, view, onOpen, Given }: PartsProps) {
  if (view.row.barred) return null;
  if (view.row.stub)
    return (
      <BehindStub
        key={`behind ${view.row.caseId}`}
        id={view.row.caseId}
        applicationId={view.row.applicationId}
      >
        <History view={view} />
      </BehindStub>
    );
  return (
    <>
      <Checks checks={view.checks} />
      <Verdicts verdicts={view.verdicts} />
      <Offers offers={view.offers} row={view.row} />
      <Facts view={view} elementId={elementId} />
      <OtherApplications view={view} onOpen={onOpen} />
      <IntakePart key={`intake ${view.row.caseId}`} view={view} />
      <Joins view={view} onOpen={onOpen} />
      <Given key={view.row.caseId} id={view.row.caseId} />
      <ProtectPart key={`protect ${view.row.caseId}`} row={view.row} />
      <History view={view} />
    </>
  );
});
