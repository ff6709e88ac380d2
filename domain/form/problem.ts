// Owns: the shape of one problem with one field of a form. Must not: hold its sentence (the definition file does).

export type FormProblem = {
  readonly number: string;
  readonly code: string;
  readonly severity: 'stop' | 'warn';
  /** What the sentence names: days, names, lengths. */
  readonly values: Readonly<Record<string, string | number>>;
};

export function problem(number: string, code: string, values: FormProblem['values'] = {}): FormProblem {
  return { number, code, severity: 'stop', values };
}

export function warning(number: string, code: string, values: FormProblem['values'] = {}): FormProblem {
  return { number, code, severity: 'warn', values };
}
