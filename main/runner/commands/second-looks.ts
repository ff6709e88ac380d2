// Owns: the runner's commands of the optional four eyes. Must not: hold a rule.
import { secondLook } from '../../../domain/decision/second-look.ts';
import { lookOutcomes, lookSubjects } from '../../../domain/ledger/payloads/second-look.ts';
import { err, ok } from '../../../domain/result.ts';
import { giveSecondLook, setSecondLook } from '../../services/decision/second-looks.ts';
import { text } from '../arguments.ts';
import type { Command } from '../command.ts';
import { caseNamed } from './history.ts';

const usage = (message: string) => err({ tag: 'usage', message } as const);
const set = `set-second-look --asks none|${lookSubjects.join(',')}`;
const look = `second-look --case APPLICATION [--outcome ${lookOutcomes.join('|')}] [--reason TEXT]`;

export const secondLookCommands = {
  'set-second-look': async ({ session, line }) => {
    const words = (text(line.options, 'asks') ?? '').split(',');
    const asks = lookSubjects.filter((one) => words.includes(one));
    const isNone = words.length === 1 && words[0] === 'none';
    if (!isNone && asks.length !== words.length) return usage(set);
    const done = setSecondLook(session, asks);
    return done.ok ? ok({ asks }) : done;
  },

  'second-look': async ({ session, line }) => {
    const application = text(line.options, 'case');
    const outcome = lookOutcomes.find((one) => one === (text(line.options, 'outcome') ?? 'confirmed'));
    if (application === undefined || outcome === undefined) return usage(look);
    const id = caseNamed(session, application);
    if (!id.ok) return id;
    const state = session.ledger.caseState(id.value);
    const waits = secondLook(state);
    if (waits === null) return err({ tag: 'noSecondLook' });
    const reason = text(line.options, 'reason') ?? '';
    const done = giveSecondLook(session, {
      id: id.value,
      of: waits.of,
      heads: state.heads,
      outcome,
      reason,
    });
    return done.ok ? ok({ about: waits.about, outcome }) : done;
  },
} satisfies Readonly<Record<string, Command>>;
