// Owns: what the check of a data package found: whether it counts and why not, who signed it, what it says beside the case.
// Must not: offer anything of a package that does not count.
import { useTranslation } from 'react-i18next';
import type { PackageView } from '../../../ipc/party/packages.ts';
import { formatIdentityNumber } from '../../lib/format.ts';
import { useCode, useFieldValue } from '../../lib/words.ts';
import { TickGroup } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';

type ResultProps = {
  readonly checked: PackageView;
  readonly fields: readonly string[];
  readonly onFields: (fields: readonly string[]) => void;
};

export function CheckResult({ checked, fields, onFields }: ResultProps) {
  const { t } = useTranslation('packages');
  const sound = checked.faults.length === 0;
  return (
    <>
      <Notice live tone={sound ? 'good' : 'bad'} title={t(sound ? 'sound' : 'notSound')}>
        {sound ? (
          t('soundText')
        ) : (
          <ul className="stack-tight">
            {checked.faults.map((fault) => (
              <li key={fault}>{t(`fault.${fault}`)}</li>
            ))}
          </ul>
        )}
      </Notice>
      {checked.notes.length === 0 ? null : (
        <Notice tone="check" title={t('notes')}>
          <ul className="stack-tight">
            {checked.notes.map((note) => (
              <li key={note}>{t(`note.${note}`)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <About checked={checked} />
      <Said checked={checked} />
      {sound ? <Choice checked={checked} fields={fields} onFields={onFields} /> : null}
    </>
  );
}

/** Who has signed, and when; what is not known has no line. */
function About({ checked }: { readonly checked: PackageView }) {
  const { t } = useTranslation('packages');
  const { issuer, issuerName, issuerSource, type, algorithm, issuedOn, validFrom, validTo, sha256 } = checked;
  const lines = [
    ['issuer', issuerName === null ? issuer : `${issuerName} (${issuer})`],
    ['keysFrom', issuerSource],
    ['type', type === null ? null : t(`types.${type}`)],
    ['issuedOn', issuedOn],
    ['validFrom', validFrom],
    ['validTo', validTo],
    ['algorithm', algorithm],
    ['sha256', sha256],
  ] as const;
  return (
    <dl className="facts">
      {lines.map(([name, value]) =>
        value === null ? null : (
          <div key={name} className="fact-line">
            <dt>{t(`about.${name}`)}</dt>
            <dd className="package-digest">{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function Said({ checked: { person, facts } }: { readonly checked: PackageView }) {
  const { t } = useTranslation('packages');
  const code = useCode();
  const worded = useFieldValue();
  if (person.length === 0 && facts.length === 0) return null;
  const shown = [
    ...person.map(({ field, said, inCase }) => ({
      field,
      said: formatIdentityNumber(said),
      now: formatIdentityNumber(inCase),
      same: said === inCase,
    })),
    ...facts.map(({ field, value, now, same }) => ({
      field,
      said: worded(field, value),
      now: now === null ? '' : worded(field, now),
      same,
    })),
  ];
  return (
    <table className="package-said">
      <caption className="visually-hidden">{t('said.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('said.field')}</th>
          <th scope="col">{t('said.package')}</th>
          <th scope="col">{t('said.case')}</th>
          <th scope="col">{t('said.compare')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map(({ field, said, now, same }) => (
          <tr key={field}>
            <th scope="row">{field === 'birthDate' ? t('said.birthDate') : code('field', field)}</th>
            <td>{said}</td>
            <td>{now === '' ? t('said.none') : now}</td>
            <td>{t(same ? 'said.same' : 'said.differs')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Choice({ checked, fields, onFields }: ResultProps) {
  const { t } = useTranslation('packages');
  const code = useCode();
  const choices = checked.facts.map(({ field }) => ({ value: field, label: code('field', field) }));
  return (
    <TickGroup
      label={t('choice')}
      help={t('choiceHelp')}
      values={fields}
      onChange={onFields}
      choices={choices}
    />
  );
}
