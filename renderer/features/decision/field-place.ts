// Owns: where a field stands on the page, and going there. Must not: know what a field holds.
import { baseNumber } from '../../../domain/form/definition.ts';

export function fieldElementId(number: string): string {
  return `form-field-${number.replace('.', '-')}`;
}

/** Moves focus to the field's first control; a locked one has none and takes focus itself. */
export function goToField(number: string): void {
  const place =
    document.getElementById(fieldElementId(number)) ??
    document.getElementById(fieldElementId(baseNumber(number)));
  if (place === null) return;
  place.scrollIntoView({ block: 'center' });
  const control = place.querySelector('input:not([readonly]), select, textarea:not([readonly])');
  if (control instanceof HTMLElement) control.focus();
  else place.focus();
}
