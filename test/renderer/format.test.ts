// Numbers, days and moments as the window writes them.
import { describe, expect, it } from 'vitest';
import { formatCount, formatDay, formatIdentityNumber, formatMoment } from '../../renderer/lib/format.ts';

const local = new Date(2026, 10, 22, 14, 5).getTime();

describe('format', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [5080, '5\u00a0080'],
    [1_234_567, '1\u00a0234\u00a0567'],
  ])('writes %d with no-break spaces', (value, written) => {
    expect(formatCount(value)).toBe(written);
  });

  it('writes moments with full stop and the same for milliseconds and microseconds', () => {
    expect(formatMoment(local)).toBe('2026-11-22\u00a0kl.\u00a014.05');
    expect(formatMoment(local * 1000)).toBe(formatMoment(local));
    expect(formatDay(local)).toBe('2026-11-22');
  });

  it('sets the hyphen of an identity number and leaves anything else as it is', () => {
    expect(formatIdentityNumber('199001019802')).toBe('19900101-9802');
    expect(formatIdentityNumber('')).toBe('');
  });
});
