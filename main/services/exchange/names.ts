// Owns: how devices of an exchange are named to a person. Must not: name a person by anything but the group's name.
import type { TeamState } from '../../../domain/team/team-state.ts';

export function nameOfDevice(team: TeamState, device: string): string {
  const member = team.members.find(({ devices }) => devices.some((one) => one.id === device));
  // The sheet is nobody's: it goes by where it lies.
  const sheet = team.recoveryKeys.find(({ id }) => id === device);
  return member?.name ?? sheet?.keeper ?? device.slice(0, 8);
}
