// Owns: the account of a group that sealed files give back, in words.
// Must not: call it whole while anything is known to be missing.
import { useTranslation } from 'react-i18next';
import type { LeftFile, RebuildAccount } from '../../../ipc/keeping.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { Notice } from '../../ui/notice.tsx';

type AccountProps = { readonly account: RebuildAccount; readonly built?: boolean };

export function Account({ account, built = false }: AccountProps) {
  const { t } = useTranslation('start');
  const { team, members, cases, events, documents, from } = account;
  return (
    <div className="stack">
      <Notice tone={isWhole(account) ? 'good' : 'check'} live>
        {t(isWhole(account) ? 'rebuild.whole' : 'rebuild.partly')}
      </Notice>
      <h2>{t(built ? 'rebuild.backDoneTitle' : 'rebuild.backTitle')}</h2>
      <ul className="rebuild-list">
        <li>{t('rebuild.group', { team, members: members.join(', ') })}</li>
        <li>{t('rebuild.cases', { count: cases, shown: formatCount(cases) })}</li>
        <li>{t('rebuild.events', { count: events, shown: formatCount(events) })}</li>
        {documents > 0 ? (
          <li>{t('rebuild.documents', { count: documents, shown: formatCount(documents) })}</li>
        ) : null}
      </ul>
      <h2>{t('rebuild.fromTitle')}</h2>
      <ul className="rebuild-list">
        {from.map(({ name, files, newestAt }) => (
          <li key={name}>
            {newestAt === null
              ? t('rebuild.fromNone', { name })
              : t('rebuild.from', {
                  name,
                  count: files,
                  shown: formatCount(files),
                  at: formatMoment(newestAt),
                })}
          </li>
        ))}
      </ul>
      <Missing account={account} />
      <LeftFiles left={account.left} />
    </div>
  );
}

function isWhole({ left, missing, documentsMissing, leftOut, from }: RebuildAccount): boolean {
  const known = left.length === 0 && missing.length === 0 && documentsMissing === 0 && leftOut === 0;
  return known && from.every(({ files }) => files > 0);
}

/** What nobody had been given is gone, however whole the rest is: that line always stands. */
function Missing({ account: { missing, documentsMissing, leftOut } }: { readonly account: RebuildAccount }) {
  const { t } = useTranslation('start');
  return (
    <>
      <h2>{t('rebuild.missingTitle')}</h2>
      <ul className="rebuild-list">
        {missing.map(({ name, changes }) => (
          <li key={name ?? ''}>
            {t(name === null ? 'rebuild.missingSheet' : 'rebuild.missing', {
              name,
              count: changes,
              shown: formatCount(changes),
            })}
          </li>
        ))}
        {documentsMissing > 0 ? (
          <li>
            {t('rebuild.documentsMissing', {
              count: documentsMissing,
              shown: formatCount(documentsMissing),
            })}
          </li>
        ) : null}
        {leftOut > 0 ? (
          <li>{t('rebuild.leftOut', { count: leftOut, shown: formatCount(leftOut) })}</li>
        ) : null}
        <li>{t('rebuild.never')}</li>
      </ul>
    </>
  );
}

/** A shared folder can hold hundreds of files that are nobody's concern here. */
const shownFiles = 20;

export function LeftFiles({ left }: { readonly left: readonly LeftFile[] }) {
  const { t } = useTranslation('start');
  if (left.length === 0) return null;
  const more = left.length - shownFiles;
  return (
    <>
      <h2>{t('rebuild.leftTitle', { count: left.length, shown: formatCount(left.length) })}</h2>
      <ul className="rebuild-list">
        {left.slice(0, shownFiles).map(({ file, why }, index) => (
          <li key={`${file} ${index}`}>
            <strong>{file}</strong> {t(`rebuild.why.${why}`)}
          </li>
        ))}
        {more > 0 ? <li>{t('rebuild.more', { count: more, shown: formatCount(more) })}</li> : null}
      </ul>
    </>
  );
}

/** The files that a refusal names. */
export function leftIn(problem: Problem): readonly LeftFile[] {
  return problem.tag === 'sheetNothing' && Array.isArray(problem['left'])
    ? (problem['left'] as readonly LeftFile[])
    : [];
}
