// Owns: from coded values and refusals to words, by the locale files. Must not: invent a word for what has none.
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../ipc/operation.ts';
import { formatCount, intakeText, valueText } from './format.ts';
import { roleNames, type Role } from '../../domain/ledger/payloads/membership.ts';
import { hasText } from './i18n.ts';

type Shown = string | number | boolean | null | undefined;

/** What happened, what is kept, what to do; an unknown tag gives the general sentence with the tag for support. */
export function useProblemSentence(): (problem: Problem) => string {
  const { t } = useTranslation('errors');
  return useCallback(
    (problem) => {
      const facts = Object.fromEntries(Object.entries(problem).map(([name, fact]) => [name, factText(fact)]));
      return hasText(`errors:${problem.tag}`) ? t(problem.tag, facts) : t('unknown', { code: problem.tag });
    },
    [t],
  );
}

function factText(fact: unknown): string {
  if (Array.isArray(fact)) return fact.map(factText).join(', ');
  if (typeof fact === 'number') return formatCount(fact);
  return typeof fact === 'string' ? fact : JSON.stringify(fact ?? '');
}

/** The word of a coded value, such as `codes:permitKind.permanent`; the value itself when it has no code. */
export function useCode(): (list: string, value: Shown) => string {
  const { t, i18n } = useTranslation('codes');
  const { language } = i18n;
  return useCallback(
    (list, value) => {
      if (value === null || value === undefined || value === '') return '';
      const words = wordsIn(language);
      const key = `codes:${list}.${String(value)}`;
      const known = words.get(key);
      if (known !== undefined) return known;
      // What a file brought is no word of ours, and there is no end to it: not kept.
      if (!hasText(key)) return String(value);
      const word = t(key);
      words.set(key, word);
      return word;
    },
    [t, language],
  );
}

/** Words of codes have nothing filled in: found once, they stay. A list asks for hundreds at every press. */
const found = new Map<string, Map<string, string>>();

function wordsIn(language: string): Map<string, string> {
  const words = found.get(language) ?? new Map<string, string>();
  found.set(language, words);
  return words;
}

/** Every role of a work group with a sentence on what it may do. */
export function useRoleChoices(): readonly { value: Role; label: string; help: string }[] {
  const code = useCode();
  return roleNames.map((value) => ({ value, label: code('role', value), help: code('roleMay', value) }));
}

/** Of the ticked values of `useRoleChoices`. */
export function rolesOf(values: readonly string[]): Role[] {
  return roleNames.filter((role) => values.includes(role));
}

/** `2026-autumn-pilot` → `Hösten 2026, pilot`. */
export function useIntakeName(): (id: string) => string {
  const code = useCode();
  return useCallback((id) => intakeText(code, id), [code]);
}

/** Main's short reasons, such as `criteriaUnmet E2 E9`: the word, then what it is about. */
export function useReason(): (list: 'refusal' | 'kept', reason: string) => string {
  const code = useCode();
  return useCallback(
    (list, reason) => {
      const [tag = '', ...about] = reason.split(' ');
      const names = about.map((each) =>
        list === 'refusal' ? `${each} ${code('criterion', each)}` : code('act', each),
      );
      return names.length === 0 ? code(list, tag) : `${code(list, tag)} (${names.join(', ')})`;
    },
    [code],
  );
}

/** A field's value as shown: lists joined, yes and no in words, codes worded. */
export function useFieldValue(): (field: string, value: unknown) => string {
  const code = useCode();
  return useCallback((field, value) => valueText(code, field, value), [code]);
}

/** A field's word in lists: `Personnummer`; the id itself when a newer store knows more. */
export function useFieldName(): (field: string) => string {
  const { t } = useTranslation('intake');
  return useCallback((field) => (hasText(`intake:field.${field}`) ? t(`field.${field}`) : field), [t]);
}

/** Why a row was not read in. */
export function useProblemWord(): (code: string) => string {
  const { t } = useTranslation('intake');
  return useCallback(
    (code) => (hasText(`intake:problem.${code}`) ? t(`problem.${code}`) : t('problem.other', { code })),
    [t],
  );
}
