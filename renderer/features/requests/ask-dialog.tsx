// Owns: asking the applicants of one case or many for what is missing, or one applicant for their view before a decision.
// Must not: decide whom may be asked; main does, and each that cannot be is named.
import { useTranslation } from 'react-i18next';
import { caseIdSchema, isIsoDate, type IsoDate } from '../../../domain/ids.ts';
import { requestWays, type RequestKind, type RequestWay } from '../../../domain/ledger/payloads/requests.ts';
import type { WorkDone } from '../../../ipc/colleagues/work.ts';
import type { RequestProposal } from '../../../ipc/party/requests.ts';
import { ProblemError } from '../../lib/api.ts';
import { formatCount } from '../../lib/format.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { useCode } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, SelectField, TextArea, TickGroup } from '../../ui/fields.tsx';
import { Refused } from '../../ui/many/refused.tsx';
import { useDone } from '../../ui/many/use-done.ts';
import { Failed, Waiting } from '../../ui/states.tsx';
import { LetterButton } from './letter-button.tsx';

export type AskProps = {
  readonly cases: readonly string[];
  /** Of the only case: its application number. */
  readonly name?: string | undefined;
  readonly onClose: () => void;
};

export const refreshes = ['review.case', 'requests.overview', 'undo.list', 'app.today'] as const;
const kinds = ['supplement', 'order', 'hearing'] as const;
const sources = ['proposed', 'same'] as const;

function useAsking({ cases }: Pick<AskProps, 'cases'>) {
  const many = cases.length > 1;
  const form = `ask-${many ? 'many' : cases[0]}`;
  const [what, setWhat] = useKept<RequestKind>(`${form}/what`, 'supplement');
  const [source, setSource] = useKept<(typeof sources)[number]>(`${form}/source`, 'proposed');
  const [ticked, setTicked] = useKept<readonly string[] | null>(`${form}/lacks`, null);
  const [text, setText] = useKept(`${form}/text`, '');
  const [due, setDue] = useKept(`${form}/due`, '');
  const [how, setHow] = useKept<RequestWay>(`${form}/how`, 'portal');
  const ids = cases.map((id) => caseIdSchema.parse(id));
  const { data: proposal, error } = useOperation('requests.propose', { cases: ids, what });
  const codes = ticked ?? (many ? [] : firstProposed(what, proposal));
  const dueOn = due || (proposal?.dueOn ?? '');
  const lacks = many && source === 'proposed' ? ('proposed' as const) : [...codes];
  const isWhole = isIsoDate(dueOn) && hasContent({ what, lacks, text });
  const setters = { setWhat, setSource, setTicked, setText, setDue, setHow };
  return {
    form,
    ids,
    many,
    what,
    source,
    codes,
    text,
    dueOn,
    how,
    lacks,
    isWhole,
    proposal,
    error,
    ...setters,
  };
}
type Asking = ReturnType<typeof useAsking>;

/** RQ-20: what an application cannot be tried without is for a person to say; nothing is proposed for an order. */
function firstProposed(what: RequestKind, proposal: RequestProposal | undefined): readonly string[] {
  return what === 'order' ? [] : (proposal?.proposed[0]?.codes ?? []);
}

function hasContent({
  what,
  lacks,
  text,
}: {
  readonly what: RequestKind;
  readonly lacks: 'proposed' | readonly string[];
  readonly text: string;
}): boolean {
  if (what === 'hearing') return text.trim() !== '';
  return lacks === 'proposed' || lacks.length > 0 || text.trim() !== '';
}

export function AskDialog({ cases, name, onClose }: AskProps) {
  const { t } = useTranslation('request');
  const asking = useAsking({ cases });
  const close = useGivenUp(asking.form, onClose);
  const { data: status } = useOperation('app.status', {});
  const send = useAct('requests.send', refreshes);
  const { left, done } = useDone(() => undefined);
  const changed = send.data?.changed ?? 0;
  const run = (sentOn: IsoDate, dueOn: IsoDate) => {
    const { ids, what, lacks, text, how } = asking;
    send.mutate(
      { cases: ids, what, lacks: lacks === 'proposed' ? lacks : [...lacks], text, sentOn, dueOn, how },
      { onSuccess: (outcome) => done(outcome, t(`ask.done.${what}`)) },
    );
  };
  return (
    <Dialog
      open
      onClose={close}
      title={`${t('ask.title')}: ${name ?? formatCount(cases.length)}`}
      acts={
        <>
          {changed > 0 ? (
            <LetterButton
              cases={askedOf(cases, send.data)}
              what={asking.what}
              kind="primary"
              startFocus
              onDone={close}
            />
          ) : (
            <AskButton asking={asking} today={status?.today} busy={send.isPending} onAsk={run} />
          )}
          <Button onPress={close}>{t(changed > 0 ? 'close' : 'cancel')}</Button>
        </>
      }
    >
      {changed > 0 ? <Asked changed={changed} /> : <AskForm asking={asking} />}
      {left ? <Refused refused={left.refused} /> : null}
      {send.error ? <Failed error={send.error} /> : null}
    </Dialog>
  );
}

/** Who could not be asked gets no letter: an earlier one would go out once more. */
function askedOf(cases: readonly string[], done: WorkDone | undefined): readonly string[] {
  const refused = new Set(done?.refused.map(({ caseId }) => caseId));
  return cases.filter((id) => !refused.has(id));
}

type AskButtonProps = {
  readonly asking: Asking;
  readonly today: string | undefined;
  readonly busy: boolean;
  readonly onAsk: (sentOn: IsoDate, dueOn: IsoDate) => void;
};

function AskButton({ asking: { proposal, dueOn, isWhole }, today, busy, onAsk }: AskButtonProps) {
  const { t } = useTranslation('request');
  const count = proposal?.proposed.length ?? 0;
  const ask = () => {
    if (today !== undefined && isIsoDate(today) && isIsoDate(dueOn)) onAsk(today, dueOn);
  };
  return (
    <Button kind="primary" keys="Ctrl+Enter" isDisabled={!isWhole || count === 0 || busy} onPress={ask}>
      {t('ask.run', { count, shown: formatCount(count) })}
    </Button>
  );
}

function Asked({ changed }: { readonly changed: number }) {
  const { t } = useTranslation('request');
  return <p className="reading">{t('ask.asked', { count: changed, shown: formatCount(changed) })}</p>;
}

function AskForm({ asking }: { readonly asking: Asking }) {
  const { t } = useTranslation('request');
  const code = useCode();
  const { what, proposal, error } = asking;
  if (error) return <Failed error={error} />;
  if (proposal === undefined) return <Waiting />;
  const tag = noOrder(asking, proposal);
  if (tag !== undefined)
    return (
      <>
        <WhatField asking={asking} />
        <Failed error={new ProblemError({ tag })} />
      </>
    );
  return (
    <>
      <WhatField asking={asking} />
      {what === 'hearing' ? null : <LacksPart asking={asking} proposal={proposal} />}
      <TextArea
        label={t(`ask.text.${what}`)}
        help={t(`ask.textHelp.${what}`)}
        rows={what === 'hearing' ? 8 : 3}
        maxLength={8000}
        value={asking.text}
        onChange={asking.setText}
      />
      <DayField label={t('ask.due')} help={t('ask.dueHelp')} value={asking.dueOn} onChange={asking.setDue} />
      <SelectField
        label={t('ask.how')}
        value={asking.how}
        onChange={(value) => asking.setHow(requestWays.find((one) => one === value) ?? 'portal')}
        choices={requestWays.map((value) => ({ value, label: code('how', value) }))}
      />
      {proposal.refused.length === 0 ? null : <Refused refused={proposal.refused} ahead />}
    </>
  );
}

/** Many are asked for a supplement alone: the others are one applicant's (RQ-3, RQ-20). */
function WhatField({ asking: { many, what, setWhat } }: { readonly asking: Asking }) {
  const { t } = useTranslation('request');
  if (many) return null;
  return (
    <RadioField
      label={t('ask.what')}
      value={what}
      onChange={(value) => setWhat(kinds.find((one) => one === value) ?? 'supplement')}
      choices={kinds.map((value) => ({ value, label: t(`ask.kinds.${value}`) }))}
    />
  );
}

/** Why the one case can get no order, as main says: told in full, in place of a form that cannot be sent. */
function noOrder({ what }: Asking, { refused }: RequestProposal): string | undefined {
  if (what !== 'order') return undefined;
  return refused
    .map(({ reason }) => reason)
    .find((tag) => tag === 'noOpenedDay' || tag === 'openedDayDiffers');
}

type LacksProps = { readonly asking: Asking; readonly proposal: RequestProposal };

function LacksPart({ asking, proposal }: LacksProps) {
  const { t } = useTranslation('request');
  const { many, what, source, codes } = asking;
  const choices = proposal.lacks.map(({ code, text }) => ({ value: code, label: text }));
  const found = proposal.proposed.filter((one) => one.codes.length > 0).length;
  return (
    <>
      {many ? (
        <RadioField
          label={t('ask.source')}
          value={source}
          onChange={(value) => asking.setSource(sources.find((one) => one === value) ?? 'proposed')}
          choices={[
            {
              value: 'proposed',
              label: t('ask.sources.proposed', { count: found, shown: formatCount(found) }),
            },
            { value: 'same', label: t('ask.sources.same') },
          ]}
        />
      ) : null}
      {many && source === 'proposed' ? null : (
        <TickGroup
          label={t('ask.lacks')}
          help={t(what === 'order' ? 'ask.orderLacksHelp' : 'ask.lacksHelp')}
          values={[...codes]}
          onChange={asking.setTicked}
          choices={choices}
        />
      )}
    </>
  );
}
