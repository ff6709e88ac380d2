// Owns: dividing the list that is shown: evenly among colleagues, or one's own part by the rule; the parts are seen before anything is done.
// Must not: divide; main does, the same for preview and act.
import { useTranslation } from 'react-i18next';
import { isIsoDate, memberIdSchema, type IsoDate } from '../../../domain/ids.ts';
import type { SharePreview } from '../../../ipc/colleagues/work.ts';
import { formatCount } from '../../lib/format.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RadioField, TextField, TickGroup } from '../../ui/fields.tsx';
import { Failed } from '../../ui/states.tsx';
import { Refused } from '../../ui/many/refused.tsx';
import { useDone } from '../../ui/many/use-done.ts';
import { idsOf, refreshes, type CasesProps } from './work-dialog.tsx';

const form = 'share';
const hows = ['even', 'mine'] as const;

function limitOf(text: string): { readonly most?: number } {
  const most = Number(text);
  return Number.isInteger(most) && most > 0 ? { most } : {};
}

function untilOf(text: string): { readonly until?: IsoDate } {
  return isIsoDate(text) ? { until: text } : {};
}

function useShare(cases: readonly string[]) {
  const { data: overview } = useOperation('work.overview', {});
  const members = overview?.members ?? [];
  const [ticked, setTicked] = useKept<readonly string[] | null>(`${form}/members`, null);
  const [how, setHow] = useKept<(typeof hows)[number]>(`${form}/how`, 'even');
  const [most, setMost] = useKept(`${form}/most`, '');
  const [until, setUntil] = useKept(`${form}/until`, '');
  const chosen = ticked ?? members.map(({ id }) => id);
  const input = {
    cases: idsOf(cases),
    members: chosen.map((id) => memberIdSchema.parse(id)),
    how,
    ...(how === 'even' ? limitOf(most) : untilOf(until)),
  };
  const isWhole = chosen.length > 0 && (how === 'even' || isIsoDate(until));
  return { members, chosen, setTicked, how, setHow, most, setMost, until, setUntil, input, isWhole };
}

const nothing: SharePreview = { parts: [], refused: [] };

export function ShareDialog({ cases, onClose }: CasesProps) {
  const { t } = useTranslation('work');
  const close = useGivenUp(form, onClose);
  const asked = useShare(cases);
  const { how, input, isWhole } = asked;
  const preview = useOperation('work.previewShare', input, { enabled: isWhole });
  const share = useAct('work.share', refreshes);
  const { left, done } = useDone(close);
  const { parts, refused } = (isWhole ? preview.data : undefined) ?? nothing;
  const shown = parts.filter((part) => how === 'even' || part.self);
  const gets = shown.reduce((sum, part) => sum + part.gets, 0);
  const error = preview.error ?? share.error;
  const run = () =>
    share.mutate(input, {
      onSuccess: (outcome) => done(outcome, t(how === 'even' ? 'share.done' : 'share.taken')),
    });
  return (
    <Dialog
      open
      wide
      onClose={close}
      title={t('share.title', { count: cases.length, shown: formatCount(cases.length) })}
      acts={
        left ? (
          <Button onPress={close}>{t('close')}</Button>
        ) : (
          <>
            <Button kind="primary" isDisabled={gets === 0 || share.isPending} onPress={run}>
              {t(how === 'even' ? 'share.run' : 'share.take', { count: gets, shown: formatCount(gets) })}
            </Button>
            <Button onPress={close}>{t('cancel')}</Button>
          </>
        )
      }
    >
      {left ? <Refused refused={left.refused} /> : <Asking asked={asked} />}
      {left ? null : <Parts parts={shown} refused={refused} />}
      {error ? <Failed error={error} /> : null}
    </Dialog>
  );
}

function Parts({ parts, refused }: SharePreview) {
  const { t } = useTranslation('work');
  return (
    <>
      {parts.length === 0 ? null : (
        <DataTable
          caption={t('share.parts')}
          rows={parts}
          rowKey={(part) => part.id}
          columns={[
            { id: 'name', head: t('share.name'), rowHead: true, cell: (part) => part.name },
            { id: 'has', head: t('share.has'), number: true, cell: (part) => formatCount(part.has) },
            { id: 'gets', head: t('share.gets'), number: true, cell: (part) => formatCount(part.gets) },
          ]}
        />
      )}
      {refused.length === 0 ? null : <Refused ahead refused={refused} />}
    </>
  );
}

function Asking({ asked }: { readonly asked: ReturnType<typeof useShare> }) {
  const { t } = useTranslation('work');
  const { how, setHow, members, chosen, setTicked, most, setMost, until, setUntil } = asked;
  return (
    <>
      <RadioField
        label={t('share.how')}
        value={how}
        onChange={(value) => setHow(hows.find((one) => one === value) ?? 'even')}
        choices={hows.map((value) => ({ value, label: t(`share.hows.${value}`) }))}
      />
      <TickGroup
        label={t('share.among')}
        help={t(how === 'even' ? 'share.amongHelp' : 'share.sameHelp')}
        values={chosen}
        onChange={setTicked}
        choices={members.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {how === 'even' ? (
        <TextField
          label={t('share.most')}
          help={t('share.mostHelp')}
          width="short"
          inputMode="numeric"
          maxLength={6}
          value={most}
          onChange={setMost}
        />
      ) : (
        <DayField label={t('share.until')} help={t('share.untilHelp')} value={until} onChange={setUntil} />
      )}
    </>
  );
}
