// Owns: giving out of a case: to whom, why, what is masked and on what ground, then the file.
// Must not: send a masked value anywhere; items are named by their ids.
import { useTranslation } from 'react-i18next';
import { caseIdSchema } from '../../../domain/ids.ts';
import type { DisclosureView, GiveInput } from '../../../ipc/disclosure.ts';
import { useGivenUp, useKept } from '../../lib/kept-forms.ts';
import { useAct, useOperation } from '../../lib/operations.ts';
import { say } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField, Tick } from '../../ui/fields.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed } from '../../ui/states.tsx';
import { MaskItems } from './mask-items.tsx';
import { whoms } from './whom.ts';

type GiveDialogProps = {
  readonly id: string;
  readonly product: GiveInput['product'];
  readonly view: DisclosureView;
  readonly onClose: () => void;
};

type Draft = {
  readonly toWhom: GiveInput['toWhom'];
  readonly recipient: string;
  readonly request: string;
  readonly json: boolean;
  readonly masked: readonly string[];
  readonly words: string;
  readonly ground: string;
};
const emptyDraft: Draft = {
  toWhom: 'party',
  recipient: '',
  request: '',
  json: false,
  masked: [],
  words: '',
  ground: '',
};
type PartProps = { readonly draft: Draft; readonly onChange: (change: Partial<Draft>) => void };

export function GiveDialog({ id, product, view, onClose: close }: GiveDialogProps) {
  const form = `give-out ${id} ${product}`;
  const onClose = useGivenUp(form, close);
  const { t } = useTranslation('disclosure');
  const [draft, setDraft] = useKept<Draft>(form, emptyDraft);
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const { toWhom, recipient, request, json, words, ground } = draft;
  // What was chosen before a lock and is no longer in the file masks nothing.
  const masked = new Set(view.items.map((item) => item.id).filter((item) => draft.masked.includes(item)));
  const give = useAct('disclosure.give', ['disclosure.view', 'given.files', 'review.case']);
  const extra = splitWords(words);
  const masks = [
    ...[...masked].map((item) => ({ item, ground })),
    ...extra.map((word) => ({ word, ground })),
  ];
  const ready = masks.length === 0 || ground.trim().length >= 3;
  const send = () =>
    give.mutate(
      { id: caseIdSchema.parse(id), product, toWhom, recipient, request, masks, json },
      {
        onSuccess: ({ saved }) => {
          if (saved === null) return;
          say(t('saved', { name: saved }));
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t(`title.${product}`)}
      acts={
        <>
          <Button kind="primary" isDisabled={!ready || give.isPending} onPress={send}>
            {t('save')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p className="reading">{t(`lead.${product}`)}</p>
      <Recipient draft={draft} onChange={set} />
      <Ground product={product} toWhom={toWhom} />
      <LeftOut product={product} toWhom={toWhom} view={view} masked={masked} />
      <MaskItems items={view.items} masked={masked} onChange={(next) => set({ masked: [...next] })} />
      <OwnWords draft={draft} ready={ready} required={masks.length > 0} onChange={set} />
      {product === 'account' ? null : (
        <Tick label={t('json')} help={t('jsonHelp')} checked={json} onChange={(on) => set({ json: on })} />
      )}
      {give.error ? <Failed error={give.error} /> : null}
    </Dialog>
  );
}

function Recipient({ draft, onChange }: PartProps) {
  const { t } = useTranslation('disclosure');
  return (
    <>
      <div className="disclosure-pair">
        <SelectField
          label={t('toWhom')}
          value={draft.toWhom}
          choices={whoms.map((value) => ({ value, label: t(`whom.${value}`) }))}
          onChange={(value) => onChange({ toWhom: whoms.find((one) => one === value) ?? 'party' })}
        />
        <TextField
          label={t('recipient')}
          value={draft.recipient}
          onChange={(recipient) => onChange({ recipient })}
          maxLength={200}
        />
      </div>
      <TextField
        label={t('request')}
        help={t('requestHelp')}
        value={draft.request}
        onChange={(request) => onChange({ request })}
        maxLength={300}
      />
    </>
  );
}

type WordsProps = PartProps & { readonly ready: boolean; readonly required: boolean };

function OwnWords({ draft, ready, required, onChange }: WordsProps) {
  const { t } = useTranslation('disclosure');
  return (
    <>
      <TextField
        label={t('words')}
        help={t('wordsHelp')}
        value={draft.words}
        onChange={(words) => onChange({ words })}
        maxLength={2000}
      />
      <TextField
        label={t('maskGround')}
        help={t('maskGroundHelp')}
        value={draft.ground}
        onChange={(ground) => onChange({ ground })}
        maxLength={400}
        required={required}
        error={ready ? null : t('maskGroundMissing')}
      />
    </>
  );
}

/** Own words to mask, set apart by commas; a single sign masks nothing. */
function splitWords(text: string): string[] {
  return text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word.length > 1);
}

type LeftOutProps = Pick<GiveInput, 'product' | 'toWhom'> & {
  readonly view: DisclosureView;
  readonly masked: ReadonlySet<string>;
};

/** What the notice to the party left out stands here until it is masked; to an authority the original goes along (DI-28, DO-10). */
function LeftOut({ product, toWhom, view, masked }: LeftOutProps) {
  const { t } = useTranslation('disclosure');
  if (toWhom === 'authority') {
    return view.hasOriginal && product === 'caseFile' ? (
      <Notice tone="check" title={t('original')}>
        {t('originalHelp')}
      </Notice>
    ) : null;
  }
  const left = view.items.filter((item) => item.withheld && !masked.has(item.id)).length;
  if (left === 0) return null;
  return (
    <Notice tone="check" title={t('withheld')}>
      {t('withheldHelp', { count: left })}
    </Notice>
  );
}

/** The recorded ground that the paper will name, or that there is none. */
function Ground({ product, toWhom }: Pick<GiveInput, 'product' | 'toWhom'>) {
  const { t } = useTranslation('disclosure');
  const { data: grounds } = useOperation('given.grounds', {});
  const party = toWhom === 'party' || toWhom === 'representative';
  const kind = product === 'caseFile' ? (party ? 'caseFileParty' : 'caseFileOther') : product;
  const ground = grounds?.find((one) => one.kind === kind);
  if (ground === undefined) return null;
  if (ground.state !== 'allowed')
    return (
      <Notice tone="bad" title={t('noGround')}>
        {t('noGroundHelp', { title: ground.title })}
      </Notice>
    );
  return (
    <Notice tone="info" title={t('ground')}>
      {ground.recorded?.ground ?? ground.ground}
    </Notice>
  );
}
