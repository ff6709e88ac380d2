// Owns: one act as a paper copy: who, when by which clock, every line with a mark where the copies differ, and its grounds.
// Must not: tell a difference by colour alone.
import { useTranslation } from 'react-i18next';
import type { Copy, CopyLine } from '../../../ipc/colleagues/conflicts.ts';
import { formatMoment } from '../../lib/format.ts';
import { useCode } from '../../lib/words.ts';
import { Mark } from '../../ui/mark.tsx';
import { Dated } from '../../ui/text.tsx';
import { letterOf, useLineWords } from './words.ts';

type PaperCopyProps = { readonly copy: Copy; readonly index: number; readonly compared: boolean };

export function PaperCopy({ copy, index, compared }: PaperCopyProps) {
  const { t } = useTranslation('conflicts');
  const code = useCode();
  const letter = letterOf(index);
  const kind = copy.kind === 'case' ? t('copyCase') : code('act', copy.kind);
  const differing = copy.lines.filter((line) => line.differs);
  const same = copy.lines.filter((line) => !line.differs);
  return (
    <article className="paper-copy" aria-label={t('copyName', { letter, by: copy.by })}>
      <header>
        <p className="paper-letter">{t('copy', { letter })}</p>
        <h3>{kind}</h3>
        <p className="quiet">
          <Dated text={t('byAt', { by: copy.by, at: formatMoment(copy.at) })} />
        </p>
      </header>
      <Lines lines={compared ? differing : copy.lines} marked={compared} />
      {compared && same.length > 0 ? (
        <details className="paper-same">
          <summary>{t('same', { count: same.length })}</summary>
          <Lines lines={same} marked={false} />
        </details>
      ) : null}
      {compared && differing.length === 0 ? <p>{t('nothingDiffers')}</p> : null}
      {copy.grounds === null ? null : <Grounds grounds={copy.grounds} />}
    </article>
  );
}

function Lines({ lines, marked }: { readonly lines: readonly CopyLine[]; readonly marked: boolean }) {
  const { t } = useTranslation('conflicts');
  const words = useLineWords();
  if (lines.length === 0) return null;
  return (
    <dl className="paper-lines">
      {lines.map((line) => (
        <div key={line.label} className={line.differs ? 'paper-line is-differing' : 'paper-line'}>
          <dt>
            {words.label(line.label)}
            {marked ? <Mark tone="check" shape="≠" word={t('differs')} /> : null}
          </dt>
          <dd>
            <Dated text={words.value(line)} />
            {line.before === undefined ? null : (
              <span className="quiet">
                {' '}
                {t('before', { value: words.value({ label: line.label, value: line.before }) })}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What its author had before them: told by the entry's own references, never by a clock. */
function Grounds({ grounds }: { readonly grounds: NonNullable<Copy['grounds']> }) {
  const { t } = useTranslation('conflicts');
  const code = useCode();
  const { seen, notSeen, pins, check } = grounds;
  return (
    <footer className="paper-grounds">
      <h4>{t('grounds')}</h4>
      <ul>
        <li>{t('seen', { count: seen })}</li>
        {check === null ? null : (
          <li>
            <Dated text={t('check', { outcome: t(`value.check.${check.outcome}`), day: check.day })} />
          </li>
        )}
        {pins.map((pin) => (
          <li key={pin.name}>{t(`pin.${pin.name}`, { version: pin.version })}</li>
        ))}
      </ul>
      {notSeen.length === 0 ? null : (
        <>
          <p>{t('notSeen')}</p>
          <ul>
            {notSeen.slice(0, shownUnseen).map((act) => (
              <li key={`${act.kind}-${act.by}-${act.at}`}>
                <Dated
                  text={t('unseenAct', { act: code('act', act.kind), by: act.by, at: formatMoment(act.at) })}
                />
              </li>
            ))}
            {notSeen.length > shownUnseen ? (
              <li>{t('unseenMore', { count: notSeen.length - shownUnseen })}</li>
            ) : null}
          </ul>
        </>
      )}
    </footer>
  );
}

const shownUnseen = 6;
