// Owns: numbers, days and moments as they are written in the window. Must not: hold words.
const noBreakSpace = '\u00a0';

/** `5 080`, with a no-break space. */
export function formatCount(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, noBreakSpace);
}

const kilobyte = 1000;

/** `12 kB`, `1,4 MB`. */
export function formatSize(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / kilobyte));
  if (kilobytes < kilobyte) return `${kilobytes}${noBreakSpace}kB`;
  return `${(bytes / kilobyte ** 2).toFixed(1).replace('.', ',')}${noBreakSpace}MB`;
}

/** `19900101-2384` from twelve digits. */
export function formatIdentityNumber(digits: string): string {
  return digits.length === 12 ? `${digits.slice(0, 8)}-${digits.slice(8)}` : digits;
}

/** Hybrid-clock moments are microseconds; everything else that counts time here is milliseconds. */
function dateOf(at: number): Date {
  return new Date(at > 100_000_000_000_000 ? at / 1000 : at);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** The local day of a moment, `2026-11-22`. */
export function formatDay(at: number): string {
  const date = dateOf(at);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** `2026-11-22 kl. 14.30`. */
export function formatMoment(at: number): string {
  const date = dateOf(at);
  return `${formatDay(at)}${noBreakSpace}kl.${noBreakSpace}${two(date.getHours())}.${two(date.getMinutes())}`;
}

type Code = (list: string, value: string | number | boolean | null | undefined) => string;

/** Of an answer in several parts, such as a union's statement, each part by its name and its own codes. */
export function valueText(code: Code, field: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return code('yesNo', value);
  if (typeof value === 'number') return formatCount(value);
  if (typeof value === 'string') return isIntake(field) ? intakeText(code, value) : code(field, value);
  if (Array.isArray(value)) return value.map((item) => valueText(code, field, item)).join(', ');
  if (field === 'extent') return extentText(code, value);
  return Object.entries(value)
    .filter(([, part]) => part !== false)
    .map(([name, part]) => partText(code, name, part))
    .join(', ');
}

const isIntake = (field: string): boolean => field === 'intake' || field === 'leftIntake';

/** `2026-autumn-pilot` → `Hösten 2026, pilot`. */
export function intakeText(code: Code, id: string): string {
  const [year = '', season = '', pilot] = id.split('-');
  const target = pilot === undefined ? '' : `, ${code('targetGroup', pilot).toLowerCase()}`;
  return `${code('season', season)} ${year}${target}`;
}

/** `37,5` */
function formatDecimal(value: number): string {
  return String(value).replace('.', ',');
}

/** `{ kind: 'partTime', hoursPerWeek: 30 }` → `deltid, 30 timmar i veckan`. */
function extentText(code: Code, extent: object): string {
  const parts: Readonly<Record<string, unknown>> = { ...extent };
  const kind = typeof parts['kind'] === 'string' ? parts['kind'] : 'unclear';
  const word = code('extent', kind);
  const { hoursPerWeek, percent, raw } = parts;
  if (typeof hoursPerWeek === 'number')
    return `${word}, ${formatDecimal(hoursPerWeek)} ${code('extent', 'hoursPerWeek')}`;
  if (typeof percent === 'number') return `${formatDecimal(percent)} ${word}`;
  return typeof raw === 'string' ? `${word}: ${raw}` : word;
}

/** What is so is said by its name alone. */
function partText(code: Code, name: string, part: unknown): string {
  const word = code('fact', name);
  return part === true ? word : `${word} ${valueText(code, name, part)}`;
}
