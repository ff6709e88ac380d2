// Owns: the set-up of each file of the suites: every store that a test has opened is sound when the test is done. Must not: be left out.
import { afterEach, beforeEach } from 'vitest';
import { beginTest, endTest } from './watching.ts';

beforeEach(beginTest);
afterEach(endTest);
