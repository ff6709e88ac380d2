// Owns: the runner's command that tells a history. Must not: hold a rule, nor tell more of a protected person than the window.
import type { CaseId, EmployerId } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import type { Problem } from '../../../ipc/operation.ts';
import { listEmployers } from '../../services/decision/employers.ts';
import { employerHistory } from '../../services/review/case-history.ts';
import { caseView } from '../../services/review/case-view.ts';
import { idsMatching } from '../../services/review/lists.ts';
import type { Session } from '../../services/session.ts';
import { text } from '../arguments.ts';
import type { Command } from '../command.ts';

export const historyCommands: Readonly<Record<string, Command>> = {
  history: async ({ session, line }) => {
    const [application, employer] = [text(line.options, 'case'), text(line.options, 'employer')];
    if (application !== undefined && employer === undefined) {
      const id = caseNamed(session, application);
      if (!id.ok) return id;
      const view = caseView(session, id.value);
      return view.ok ? ok({ history: view.value.history }) : view;
    }
    if (employer === undefined || application !== undefined)
      return err({ tag: 'usage', message: 'history --case APPLICATION or --employer ID' });
    const id = employerNamed(session, employer);
    return id === undefined ? err({ tag: 'unknownEmployer' }) : ok({ history: employerHistory(session, id) });
  },
};

/** The one case with that application number. */
export function caseNamed(session: Session, application: string): Result<CaseId, Problem> {
  const found = idsMatching(session, `ansökan:"${application.replaceAll('"', '')}"`);
  const [id, ...more] = found.ok ? found.value : [];
  if (id === undefined) return err({ tag: 'caseNotOpened' });
  return more.length > 0 ? err({ tag: 'severalCases', count: more.length + 1 }) : ok(id);
}

/** By id, organisation number or name; a name that two have is nobody's. */
function employerNamed(session: Session, named: string): EmployerId | undefined {
  const digits = named.replace('-', '');
  const found = listEmployers(session, undefined).filter(
    ({ id, name, organisationNumber }) => id === named || organisationNumber === digits || name === named,
  );
  return found.length === 1 ? (found[0]?.id as EmployerId) : undefined;
}
