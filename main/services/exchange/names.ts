// Owns: how devices of an exchange are named to a person. Must not: name a person by anything but the group's name.
import type { TeamState } from '../../../domain/team/team-state.ts';

export function nameOfDevice(team: TeamState, device: string): string {
  return (
    team.members.find((member) => member.devices.some((one) => one.id === device))?.name ?? device.slice(0, 8)
  );
}
