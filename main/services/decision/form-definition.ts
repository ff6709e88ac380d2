// Owns: the form definition as the window draws it. Must not: hold a field.
import { choicesOf } from '../../../domain/form/answers.ts';
import type { FormField } from '../../../domain/form/definition.ts';
import type { FormDefinitionView, FormFieldView } from '../../../ipc/decision.ts';
import type { Session } from '../session.ts';

export function formDefinitionView(session: Session): FormDefinitionView {
  const { form } = session.reference.form;
  return {
    id: form.id,
    version: form.version,
    parts: form.parts.map((part) => ({
      number: part.number,
      title: part.title,
      fields: part.fields.map((field) => fieldView(session, field)),
    })),
  };
}

function fieldView(session: Session, field: FormField): FormFieldView {
  return {
    number: field.number,
    label: field.label,
    type: field.type,
    choices: choicesOf(session.reference.form, field).map(({ code, label }) => ({ code, label })),
    locked: field.locked === true,
    usedFor: field.usedFor,
    help: field.help ?? null,
    minLength: field.min ?? null,
    maxLength: field.max ?? null,
    toConfirm: field.toConfirm === true,
    when:
      field.when === undefined
        ? null
        : { field: field.when.field, equals: 'equals' in field.when ? field.when.equals : null },
  };
}
