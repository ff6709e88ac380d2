// Owns: how devices and cases of an exchange are named to a person. Must not: name a case by anything but its application id.
import type { CaseId } from '../../../domain/ids.ts';
import type { TeamState } from '../../../domain/team/team-state.ts';
import type { Session } from '../session.ts';

export function nameOfDevice(team: TeamState, device: string): string {
  return (
    team.members.find((member) => member.devices.some((one) => one.id === device))?.name ?? device.slice(0, 8)
  );
}

export function applicationIds(session: Session, cases: readonly CaseId[]): string[] {
  return cases.map((id) => session.ledger.caseState(id).applicationId ?? id);
}
