// Owns: what to do when a key or a computer is lost, step by step, each step with the act it needs.
// Must not: have words of its own; `lostKey.json` is also what docs/lost-key.md says (a test compares them).
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupStatus } from '../../../ipc/colleagues/group.ts';
import { hasText } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { Section } from '../../ui/page.tsx';
import type { Ask, GroupDialog } from './group-dialog.ts';

type Situation =
  | 'forgotten'
  | 'bothLost'
  | 'codeLost'
  | 'computerLost'
  | 'allGone'
  | 'newComputer'
  | 'leaves'
  | 'noAdministrator'
  | 'dispute'
  | 'sheetLost';

type Place = '/exchange' | '/settings/security' | '/settings/given-out';
type Way = { readonly go: Place } | { readonly ask: GroupDialog } | { readonly follow: Situation };

const revoke: Way = { ask: { kind: 'revoke', device: null } };
const give: Way = { go: '/exchange' };
const security: Way = { go: '/settings/security' };
const makeSheet: Way = { ask: { kind: 'makeSheet' } };
const newComputer: Way = { follow: 'newComputer' };

/** By situation and number of the step. */
const ways: Readonly<Record<Situation, Readonly<Record<number, Way>>>> = {
  forgotten: {},
  bothLost: { 1: revoke, 3: newComputer },
  codeLost: { 1: security, 2: security },
  computerLost: { 1: revoke, 2: give, 3: { go: '/settings/given-out' }, 4: newComputer },
  allGone: { 5: makeSheet, 6: newComputer },
  newComputer: { 2: give, 4: revoke },
  leaves: { 2: { ask: { kind: 'leave', member: null } }, 3: give },
  noAdministrator: { 2: { ask: { kind: 'bySheet' } }, 3: makeSheet },
  dispute: { 2: { ask: { kind: 'settle' } }, 3: give },
  sheetLost: { 1: makeSheet, 2: give },
};
const situations = Object.keys(ways) as Situation[];

type GuideProps = { readonly status: GroupStatus; readonly onAsk: Ask };

export function Guide({ status, onAsk }: GuideProps) {
  const { t } = useTranslation('lostKey');
  const [chosen, setChosen] = useState('');
  const situation = situations.find((one) => one === chosen);
  const act = (way: Way | undefined): ReactNode => {
    if (way === undefined) return null;
    if ('go' in way) return <a href={`#${way.go}`}>{t(`go.${way.go.split('/').at(-1) ?? ''}`)}</a>;
    if ('follow' in way)
      return <Button onPress={() => setChosen(way.follow)}>{t(`situation.${way.follow}.title`)}</Button>;
    return (
      <Button isDisabled={isShut(status, way.ask)} onPress={() => onAsk(way.ask)}>
        {t(`ask.${way.ask.kind}`)}
      </Button>
    );
  };
  return (
    <Section title={t('title')} note={t('note')}>
      <SelectField
        label={t('what')}
        value={chosen}
        onChange={setChosen}
        choices={[
          { value: '', label: t('choose') },
          ...situations.map((one) => ({ value: one, label: t(`situation.${one}.title`) })),
        ]}
      />
      {situation === undefined ? null : (
        <div className="stack" role="status">
          <p className="reading">{t('lost', { what: t(`situation.${situation}.lost`) })}</p>
          <ol className="group-steps">
            {stepsOf(situation).map((step) => (
              <li key={step}>
                <p className="reading">{t(`situation.${situation}.step${step}`)}</p>
                {act(ways[situation][step])}
              </li>
            ))}
          </ol>
        </div>
      )}
    </Section>
  );
}

/** The acts say in their own place why they are shut. */
function isShut(status: GroupStatus, { kind }: GroupDialog): boolean {
  if (kind === 'bySheet') return status.sheets.length === 0;
  if (kind === 'settle') return status.disputed.length === 0;
  return !status.mayAdminister;
}

function stepsOf(situation: Situation): number[] {
  return [1, 2, 3, 4, 5, 6].filter((step) => hasText(`lostKey:situation.${situation}.step${step}`));
}
