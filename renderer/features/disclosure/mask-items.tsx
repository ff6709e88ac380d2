// Owns: choosing item by item what is masked, part by part of the file. Must not: choose by itself.
import { useTranslation } from 'react-i18next';
import type { DisclosureView } from '../../../ipc/disclosure.ts';
import { Button } from '../../ui/button.tsx';
import { Tick } from '../../ui/fields.tsx';

type Item = DisclosureView['items'][number];
type MaskItemsProps = {
  readonly items: readonly Item[];
  readonly masked: ReadonlySet<string>;
  readonly onChange: (masked: ReadonlySet<string>) => void;
};

export function MaskItems({ items, masked, onChange }: MaskItemsProps) {
  const { t } = useTranslation('disclosure');
  const sections = [...new Set(items.map((item) => item.section))];
  const third = items.filter((item) => item.third).map((item) => item.id);
  const withheld = items.filter((item) => item.withheld).map((item) => item.id);
  const set = (ids: readonly string[], on: boolean) => {
    const next = new Set(masked);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    onChange(next);
  };
  return (
    <div className="field" role="group" aria-label={t('mask')}>
      <p className="field-label">{t('mask')}</p>
      <p className="field-help">{t('maskHelp')}</p>
      <div className="row">
        <Button isDisabled={third.length === 0} onPress={() => set(third, true)}>
          {t('maskThird', { count: third.length })}
        </Button>
        {withheld.length === 0 ? null : (
          <Button onPress={() => set(withheld, true)}>{t('maskWithheld', { count: withheld.length })}</Button>
        )}
        <Button kind="quiet" isDisabled={masked.size === 0} onPress={() => onChange(new Set())}>
          {t('maskNone')}
        </Button>
        <span role="status">{t('maskedCount', { count: masked.size })}</span>
      </div>
      <div className="mask-groups">
        {sections.map((section) => (
          <SectionItems
            key={section}
            section={section}
            items={items.filter((item) => item.section === section)}
            masked={masked}
            onSet={set}
          />
        ))}
      </div>
    </div>
  );
}

type SectionProps = {
  readonly section: string;
  readonly items: readonly Item[];
  readonly masked: ReadonlySet<string>;
  readonly onSet: (ids: readonly string[], on: boolean) => void;
};

function SectionItems({ section, items, masked, onSet }: SectionProps) {
  const { t } = useTranslation('disclosure');
  const chosen = items.filter((item) => masked.has(item.id)).length;
  const all = items.map((item) => item.id);
  return (
    <details className="mask-group">
      <summary>
        {t(`section.${section}`)}{' '}
        <span className="quiet">{t('sectionCount', { chosen, count: items.length })}</span>
      </summary>
      <div className="mask-items">
        <Tick label={t('maskSection')} checked={chosen === items.length} onChange={(on) => onSet(all, on)} />
        {items.map((item) => (
          <div key={item.id} className="mask-item">
            <Tick
              label={item.group === null ? item.label : `${item.group}: ${item.label}`}
              checked={masked.has(item.id)}
              onChange={(on) => onSet([item.id], on)}
            />
            <p className={masked.has(item.id) ? 'mask-value is-masked' : 'mask-value'}>
              {item.value} <span className="quiet">{item.source}</span>
            </p>
          </div>
        ))}
      </div>
    </details>
  );
}
