// Owns: the unit of time of the pure core. Must not: hold a clock.

/** Wall time in microseconds since 1970 (UTC). Orders the display; decides nothing. */
export type Micros = number;
