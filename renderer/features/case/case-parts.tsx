// Owns: the parts of the open case: checks, verdicts, offers, facts, other applications. Must not: act, but open an edit.
import { useNavigate } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../../../domain/review/case-row.ts';
import type { CaseView, CheckView, FactView, OfferView, VerdictView } from '../../../ipc/review.ts';
import { formatIdentityNumber, formatMoment } from '../../lib/format.ts';
import { useLetters } from '../../lib/keys/use-letters.ts';
import { conclusionTone, type Tone } from '../../lib/tones.ts';
import { useCode, useFieldValue } from '../../lib/words.ts';
import { Button } from '../../ui/button.tsx';
import { Dated } from '../../ui/text.tsx';
import { Mark } from '../../ui/mark.tsx';
import { EditFacts } from './edit-facts.tsx';
import { Part } from './part.tsx';

const outcomeTones: Record<CheckView['outcome'], Tone> = {
  met: 'good',
  check: 'check',
  unmet: 'bad',
  notApplicable: 'none',
};
const outcomeOrder: Record<CheckView['outcome'], number> = { unmet: 0, check: 1, met: 2, notApplicable: 3 };

/** The review's own checks, then those that only a decision needs. */
export function Checks({ checks }: { readonly checks: readonly CheckView[] }) {
  const { t } = useTranslation('review');
  const of = (stage: CheckView['stage']) => checks.filter((check) => check.stage === stage);
  return (
    <>
      <CheckList title={t('part.checks')} checks={of('review')} />
      <CheckList title={t('part.decisionChecks')} checks={of('decision')} />
    </>
  );
}

type CheckListProps = { readonly title: string; readonly checks: readonly CheckView[] };

/** What stands in the way first. */
function CheckList({ title, checks }: CheckListProps) {
  const { t } = useTranslation('review');
  const code = useCode();
  const sorted = [...checks].sort((a, b) => outcomeOrder[a.outcome] - outcomeOrder[b.outcome]);
  const applies = sorted.filter((check) => check.outcome !== 'notApplicable');
  const left = sorted.filter((check) => check.outcome === 'notApplicable');
  return (
    <Part title={title}>
      <ul className="checks">
        {applies.map((check) => (
          <li key={check.id} className={`check check-${check.outcome}`}>
            <div className="check-head">
              <span className="check-name">{check.name}</span>
              <Mark tone={outcomeTones[check.outcome]} word={code('outcome', check.outcome)} />
            </div>
            <p>
              <Dated text={check.sentence} />
              {check.confirmed ? ` ${t('check.confirmed')}` : ''}
            </p>
            <p className="check-source quiet">
              {t('check.source', { rule: ruleName(check.rule, t), version: check.version })}
              {check.source === null ? '' : `, ${code('source', check.source)}`}
              {check.asOf === null ? '' : `, ${check.asOf}`}
              {check.lists.map(
                ({ name, version, from }) => `, ${t(`check.list.${name}`, { version, from })}`,
              )}
            </p>
          </li>
        ))}
      </ul>
      {left.length > 0 ? <NotApplicable checks={left} /> : null}
    </Part>
  );
}

/** `regular E3` in words: no code stands without them. */
function ruleName(rule: string, t: TFunction<'review'>): string {
  const [set, id] = rule.split(' ');
  return id !== undefined && (set === 'regular' || set === 'pilot') ? t(`check.rule.${set}`, { id }) : rule;
}

function NotApplicable({ checks }: { readonly checks: readonly CheckView[] }) {
  const { t } = useTranslation('review');
  return (
    <details className="quiet">
      <summary>{t('check.notApplicable', { count: checks.length })}</summary>
      <dl className="facts">
        {checks.map((check) => (
          <div key={check.id} className="fact-line">
            <dt>{check.name}</dt>
            <dd>{check.sentence}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

export function Verdicts({ verdicts }: { readonly verdicts: readonly VerdictView[] }) {
  const { t } = useTranslation('review');
  const code = useCode();
  return (
    <Part title={t('part.verdicts')}>
      {verdicts.length === 0 ? <p className="quiet">{t('verdict.none')}</p> : null}
      {verdicts.filter(({ counts }) => counts).length > 1 ? <p>{t('verdict.differ')}</p> : null}
      <ul className="stack-tight">
        {verdicts.map((verdict) => (
          <li key={`${verdict.by}-${verdict.at}`}>
            <Mark tone={conclusionTone(verdict.conclusion)} word={code('conclusion', verdict.conclusion)} />{' '}
            {verdict.reason === null ? '' : `${verdict.reason} `}
            <span className="quiet">{t('by', { name: verdict.by, when: formatMoment(verdict.at) })}</span>
            {verdict.note === null ? null : <p>{verdict.note}</p>}
            {verdict.counts ? null : (
              <p>{t('verdict.otherRules', { group: code('targetGroup', verdict.rules.id) })}</p>
            )}
          </li>
        ))}
      </ul>
    </Part>
  );
}

export function Offers({ offers, row }: { readonly offers: readonly OfferView[]; readonly row: CaseRow }) {
  const { t } = useTranslation('review');
  const code = useCode();
  const value = useFieldValue();
  if (offers.length === 0) return null;
  return (
    <Part title={t('part.offers')}>
      <ul className="stack">
        {offers.map((offer) => (
          <li key={offer.id}>
            <p>
              <Mark tone={offer.id === row.offer ? 'good' : 'info'} word={code('offerState', offer.state)} />{' '}
              {offer.reason === null ? '' : offer.reason}
            </p>
            <dl className="facts">
              {offer.facts.map((fact) => (
                <div key={fact.field} className="fact-line">
                  <dt>{code('field', fact.field)}</dt>
                  <dd>
                    {fact.status === 'differs' ? (
                      <Differs fact={fact} row={row} about={`offerField:${offer.id}:${fact.field}`} />
                    ) : (
                      value(fact.field, fact.value)
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </Part>
  );
}

type FactsProps = {
  readonly view: CaseView;
  /** Of the pane that the case stands in; behind a stub no key leads here. */
  readonly elementId?: string;
  readonly behindStub?: boolean;
};

export function Facts({ view, elementId, behindStub = false }: FactsProps) {
  const { t } = useTranslation('review');
  const letter = useLetters();
  const [editing, setEditing] = useState(false);
  return (
    <Part
      title={t('part.facts')}
      acts={
        <Button
          {...(elementId === undefined ? {} : { id: `${elementId}-facts`, ...letter('facts') })}
          kind="quiet"
          onPress={() => setEditing(true)}
        >
          {t('fact.edit')}
        </Button>
      }
    >
      <table className="fact-table">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('fact.field')}</th>
            <th scope="col">{t('fact.value')}</th>
            <th scope="col">{t('fact.source')}</th>
          </tr>
        </thead>
        <tbody>
          {view.facts.map((fact) => (
            <FactLine key={fact.field} fact={fact} row={view.row} />
          ))}
        </tbody>
      </table>
      {editing ? <EditFacts view={view} behindStub={behindStub} onClose={() => setEditing(false)} /> : null}
    </Part>
  );
}

type FactLineProps = { readonly fact: FactView; readonly row: CaseRow };

function FactLine({ fact, row }: FactLineProps) {
  const { t } = useTranslation('review');
  const code = useCode();
  const value = useFieldValue();
  const written =
    fact.field === 'personalIdentityNumber' && typeof fact.value === 'string'
      ? formatIdentityNumber(fact.value)
      : value(fact.field, fact.value);
  return (
    <tr>
      <th scope="row">{code('field', fact.field)}</th>
      <td>
        {fact.status === 'differs' ? (
          <Differs fact={fact} row={row} about={`field:${fact.field}`} />
        ) : (
          written
        )}
        {fact.beneath === null ? null : (
          <span className="quiet"> {t('fact.beneath', { value: value(fact.field, fact.beneath) })}</span>
        )}
      </td>
      <td className="quiet">
        {code('source', fact.source)} <span className="nowrap">{fact.asOf ?? ''}</span>
      </td>
    </tr>
  );
}

/** Values side by side until somebody who saw them all writes again. */
type DiffersProps = FactLineProps & { readonly about: string };

function Differs({ fact, row, about }: DiffersProps) {
  const { t } = useTranslation('review');
  const navigate = useNavigate();
  const value = useFieldValue();
  return (
    <>
      <Mark tone="bad" word={t('fact.differs')} />
      <ul>
        {fact.others.map((other) => (
          <li key={`${other.by}-${other.at}`}>
            {value(fact.field, other.value)}{' '}
            <span className="quiet">{t('by', { name: other.by, when: formatMoment(other.at) })}</span>
          </li>
        ))}
      </ul>
      <Button
        kind="quiet"
        onPress={() =>
          void navigate({ to: '/exchange/conflicts', search: { case: row.caseId, query: about } })
        }
      >
        {t('fact.settle')}
      </Button>
    </>
  );
}
