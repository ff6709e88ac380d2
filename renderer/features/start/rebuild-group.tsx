// Owns: building a lost group again by the agency's sheet: what the files give back is looked at first, then built, then told.
// Must not: keep code or passphrase, or act by the sheet before the person has seen what comes back.
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { RebuildAccount } from '../../../ipc/keeping.ts';
import { problemOf } from '../../lib/api.ts';
import { formatMoment } from '../../lib/format.ts';
import { queryClient, useAct } from '../../lib/operations.ts';
import { sheetPending } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { TextField, Tick } from '../../ui/fields.tsx';
import { SealedFolder, type ChosenFolder } from '../../ui/keeping/sealed-folder.tsx';
import { Working } from '../../ui/keeping/working.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Failed } from '../../ui/states.tsx';
import { noPassphrase, PassphraseFields, passphraseProblem } from './passphrase-fields.tsx';
import { Account, LeftFiles, leftIn } from './rebuild-account.tsx';
import { RecoverySheet } from './recovery-sheet.tsx';
import { StartFrame } from './start-frame.tsx';

export function RebuildGroup({ onBack }: { readonly onBack: () => void }) {
  const build = useAct('keeping.rebuildBySheet');
  const [noted, setNoted] = useState(false);
  const { data, variables } = build;
  if (data !== undefined && noted) return <BuiltAgain account={data} onGo={begin} />;
  if (data !== undefined) {
    const onDone = () => setNoted(true);
    return (
      <RecoverySheet name={variables.name} code={data.recoveryCode} words={data.words} onDone={onDone} />
    );
  }
  const send = (input: typeof variables & object) => {
    sheetPending.set(true);
    build.mutate(input, { onError: () => sheetPending.set(false) });
  };
  const state = { busy: build.isPending, error: build.error, onAnew: build.reset };
  return <Rebuilding {...state} onBack={onBack} onSend={send} />;
}

type Newcomer = { readonly name: string; readonly passphrase: string };
type RebuildingProps = {
  readonly busy: boolean;
  readonly error: Error | null;
  /** Another code or folder: what was refused is no longer asked. */
  readonly onAnew: () => void;
  readonly onBack: () => void;
  readonly onSend: (input: Newcomer & { readonly code: string }) => void;
};

/** What is shown holds for the code and the folder that were looked at: another of either is looked at anew. */
function Rebuilding({ busy: building, error, onAnew, onBack, onSend }: RebuildingProps) {
  const { t } = useTranslation('start');
  const look = useAct('keeping.lookBySheet');
  const [code, setCode] = useState('');
  const busy = building || look.isPending;
  const anew = () => {
    look.reset();
    onAnew();
  };
  return (
    <StartFrame title={t('rebuild.title')} {...(busy ? {} : { onBack })}>
      <p className="reading">{t('rebuild.lead')}</p>
      <Steps />
      <LookForm
        code={code}
        busy={busy}
        looked={look.data !== undefined}
        onCode={(next) => {
          setCode(next);
          anew();
        }}
        onFolder={anew}
        onLook={() => look.mutate({ code: code.trim() })}
      />
      {look.isPending ? <Working /> : null}
      {look.error ? <Refused error={look.error} /> : null}
      {look.data === undefined ? null : (
        <>
          <Account account={look.data} />
          <BuildForm
            account={look.data}
            busy={busy}
            onSend={(newcomer) => onSend({ code: code.trim(), ...newcomer })}
          />
        </>
      )}
      {building ? <Working /> : null}
      {error ? <Refused error={error} /> : null}
    </StartFrame>
  );
}

/** GR-13: what Inställningar, Arbetsgruppen says, since nobody comes there from here. */
function Steps() {
  const { t } = useTranslation('lostKey');
  return (
    <details>
      <summary>{t('situation.allGone.title')}</summary>
      <div className="stack">
        <p className="reading">{t('lost', { what: t('situation.allGone.lost') })}</p>
        <ol className="steps">
          {([1, 2, 3, 4, 5, 6] as const).map((step) => (
            <li key={step}>{t(`situation.allGone.step${step}`)}</li>
          ))}
        </ol>
      </div>
    </details>
  );
}

function begin(): void {
  window.location.hash = '#/settings/group';
  sheetPending.set(false);
  void queryClient.invalidateQueries();
}

/** The sentence, and which files it is about. */
function Refused({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('start');
  if (problemOf(error).tag === 'cancelled') {
    return (
      <Notice tone="info" live>
        {t('rebuild.stopped')}
      </Notice>
    );
  }
  return (
    <>
      <Failed error={error} />
      <LeftFiles left={leftIn(problemOf(error))} />
    </>
  );
}

type LookProps = {
  readonly code: string;
  readonly busy: boolean;
  /** The step is done; the next one has the chief button. */
  readonly looked: boolean;
  readonly onCode: (code: string) => void;
  /** Another folder was chosen. */
  readonly onFolder: () => void;
  readonly onLook: () => void;
};

function LookForm({ code, busy, looked, onCode, onFolder, onLook }: LookProps) {
  const { t } = useTranslation('start');
  const [tried, setTried] = useState(false);
  const [folder, setFolder] = useState<ChosenFolder | null>(null);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || code.trim() === '' || folder === null) return;
    onLook();
  };
  const choose = (found: ChosenFolder) => {
    setFolder(found);
    onFolder();
  };
  return (
    <form className="stack" onSubmit={send} noValidate>
      <TextField
        label={t('rebuild.code')}
        help={t('restore.codeHelp')}
        error={tried && code.trim() === '' ? t('rebuild.codeMissing') : null}
        value={code}
        onChange={onCode}
        maxLength={200}
        autoComplete="off"
        readOnly={busy}
        startFocus
      />
      <SealedFolder chosen={folder} busy={busy} onChosen={choose} />
      {tried && folder === null ? <Lacking text={t('rebuild.folderMissing')} /> : null}
      <div className="row">
        <Button {...(looked ? {} : { kind: 'primary' as const })} type="submit" isDisabled={busy}>
          {t('rebuild.look')}
        </Button>
      </div>
    </form>
  );
}

function Lacking({ text }: { readonly text: string }) {
  return (
    <p className="field-error" role="alert">
      <span aria-hidden="true">▲</span> {text}
    </p>
  );
}

type BuildProps = {
  readonly account: RebuildAccount;
  readonly busy: boolean;
  readonly onSend: (newcomer: Newcomer) => void;
};

function BuildForm({ account, busy, onSend }: BuildProps) {
  const { t } = useTranslation('start');
  const [name, setName] = useState('');
  const [passphrase, setPassphrase] = useState(noPassphrase);
  const [alone, setAlone] = useState(false);
  const [tried, setTried] = useState(false);
  const nameProblem = problemOfName(name.trim(), account.members);
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || nameProblem !== null || passphraseProblem(passphrase) !== null || !alone) return;
    onSend({ name: name.trim(), passphrase: passphrase.first });
  };
  return (
    <form className="stack" onSubmit={send} noValidate>
      <h2>{t('rebuild.buildTitle')}</h2>
      <p className="reading">{t('rebuild.buildLead')}</p>
      <TextField
        label={t('create.name')}
        help={t('rebuild.nameHelp')}
        error={tried && nameProblem !== null ? t(nameProblem, { name: name.trim() }) : null}
        value={name}
        onChange={setName}
        maxLength={120}
        autoComplete="off"
      />
      <PassphraseFields value={passphrase} onChange={setPassphrase} tried={tried} />
      <OneComputer account={account} />
      <Tick label={t('rebuild.alone')} checked={alone} onChange={setAlone} />
      {tried && !alone ? <Lacking text={t('rebuild.aloneMissing')} /> : null}
      <div className="row">
        <Button kind="primary" type="submit" isDisabled={busy}>
          {busy ? t('rebuild.busy') : t('rebuild.send')}
        </Button>
      </div>
    </form>
  );
}

function problemOfName(name: string, members: readonly string[]) {
  if (name === '') return 'create.nameMissing' as const;
  return members.includes(name) ? ('rebuild.nameTaken' as const) : null;
}

/** ADR 27: built on two computers that have not heard of one another, the group is two groups for ever. */
function OneComputer({ account: { builtBefore } }: { readonly account: RebuildAccount }) {
  const { t } = useTranslation('start');
  if (builtBefore.length === 0) return <Notice tone="check">{t('rebuild.oneComputer')}</Notice>;
  const who = builtBefore.map(({ name, at }) => t('rebuild.builtBy', { name, at: formatMoment(at) }));
  return (
    <Notice tone="bad" title={t('rebuild.builtBefore', { who: who.join(', ') })}>
      {t('rebuild.joinInstead')}
    </Notice>
  );
}

/** What came back, and what must be done now: the code has been typed at a computer, and the colleagues have none. */
function BuiltAgain({ account, onGo }: { readonly account: RebuildAccount; readonly onGo: () => void }) {
  const { t } = useTranslation('start');
  return (
    <StartFrame title={t('rebuild.doneTitle')}>
      <p className="reading">{t('rebuild.done', { team: account.team })}</p>
      <h2>{t('rebuild.nowTitle')}</h2>
      <ol className="steps reading">
        <li>{t('rebuild.now1')}</li>
        <li>{t('rebuild.now2')}</li>
        <li>{t('rebuild.now3')}</li>
      </ol>
      <Account account={account} built />
      <div className="row">
        <Button kind="primary" startFocus onPress={onGo}>
          {t('rebuild.go')}
        </Button>
      </div>
    </StartFrame>
  );
}
