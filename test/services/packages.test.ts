// Proves: a signed package that an applicant brings is worth what its signature, its issuer, its day and its person make it, and
// nothing is taken of one that fails in any of them (docs/spec/packages.md).
import { beforeEach, describe, expect, it } from 'vitest';
import { caseStream, type CaseId } from '../../domain/ids.ts';
import { fieldValue, textValue } from '../../domain/ledger/case/fields.ts';
import type { TrustInput } from '../../ipc/party/packages.ts';
import { caseHistory } from '../../main/services/review/case-history.ts';
import { runUndo } from '../../main/services/review/undo.ts';
import { disclosureView } from '../../main/services/disclosure/give-out.ts';
import { checkPackage, takePackage } from '../../main/services/package/check.ts';
import { issuerViews, trustIssuer } from '../../main/services/package/issuers.ts';
import { groupWith } from './group-of-desks.ts';
import { disclosure, encode, jwt, keyBinding, newKey, sdJwt, type Key } from '../package/issuing.ts';
import { applicant, caseOf, countEvents, day, importRows, must, newDesk, type Desk } from './desk.ts';

const issuer = 'https://intyg.example.org';
const person = applicant(1);
const seconds = Math.floor(1_793_000_000);
const [p256, p384, ed] = [newKey('P-256'), newKey('P-384'), newKey('Ed25519')];

let desk: Desk;
let id: CaseId;

beforeEach(async () => {
  desk = await newDesk('Åsa');
  await importRows(desk, [person, applicant(2)], { kind: 'applications' });
  ({ id } = caseOf(desk, person));
}, 60_000);

function trust(keys: readonly unknown[], change: Partial<TrustInput> = {}) {
  return trustIssuer(desk.session, {
    issuer,
    name: 'Lärosätet i exemplet',
    types: ['degree'],
    keys: JSON.stringify({ keys }),
    validFrom: day('2026-01-01'),
    source: 'Utfärdarens webbplats 2026-10-01',
    verified: true,
    ...change,
  });
}

/** Whatever way the file wrote it. */
function number(): string {
  return textValue(desk.session.ledger.caseState(id).fields, 'personalIdentityNumber') ?? '';
}

function names() {
  const { fields } = desk.session.ledger.caseState(id);
  return { given_name: fieldValue(fields, 'givenName'), family_name: fieldValue(fields, 'familyName') };
}

function claims(change: Readonly<Record<string, unknown>> = {}) {
  return {
    iss: issuer,
    iat: seconds - 1000,
    nbf: seconds - 1000,
    exp: seconds + 10_000_000,
    vct: 'urn:sprangbradan:examen:1',
    personal_administrative_number: number(),
    ...names(),
    degree: 'Civilingenjör i datateknik',
    university: 'Universitetet i exemplet',
    shoe_size: 43,
    ...change,
  };
}

async function faultsOf(text: string) {
  return must(await checkPackage(desk.session, { id, text })).faults;
}

async function take(text: string, fields = ['degree', 'university']) {
  const { heads } = desk.session.ledger.caseState(id);
  return takePackage(desk.session, { id, heads: [...heads], text, fields });
}

/** Said as it is, and nothing of it reaches the store. */
async function expectRefused(text: string, fault: string) {
  const before = countEvents(desk);
  expect(await faultsOf(text)).toContain(fault);
  expect(await take(text)).toMatchObject({ ok: false, error: { tag: 'packageNotSound' } });
  expect(countEvents(desk)).toBe(before);
}

describe('a package that counts', () => {
  it.each([
    ['ES256', p256],
    ['ES384', p384],
    ['EdDSA', ed],
  ] as const)(
    'is shown beside the case and taken by the person’s act: %s (VC-1, VC-9, VC-13)',
    async (alg, key) => {
      must(trust([key.jwk]));
      const text = jwt(key, claims());
      const view = must(await checkPackage(desk.session, { id, text }));
      expect(view).toMatchObject({
        faults: [],
        notes: ['notKeyBound', 'revocationNotChecked', 'exampleIssuer'],
        algorithm: alg,
        issuerName: 'Lärosätet i exemplet',
        type: 'degree',
      });
      expect(view.facts.map(({ field, value, same }) => [field, value, same])).toEqual([
        ['degree', 'Civilingenjör i datateknik', false],
        ['university', 'Universitetet i exemplet', false],
        ['educationDocumentSeen', desk.session.today(), false],
      ]);
      const { batch } = must(await take(text));
      const { fields } = desk.session.ledger.caseState(id);
      expect(fieldValue(fields, 'degree')).toBe('Civilingenjör i datateknik');
      expect(fieldValue(fields, 'educationDocumentSeen')).toBeUndefined();
      const taken = caseHistory(desk.session, id).at(-1);
      expect(taken).toMatchObject({ kind: 'package.taken', effect: 'stands' });
      expect(taken?.fields.map(({ field, after }) => [field, ...after])).toContainEqual([
        'sha256',
        view.sha256,
      ]);
      must(runUndo(desk.session, batch));
      expect(fieldValue(desk.session.ledger.caseState(id).fields, 'degree')).not.toBe(
        'Civilingenjör i datateknik',
      );
    },
  );

  it('is the W3C model as a JWT too, with the subject one step in (VC-1)', async () => {
    must(trust([p256.jwk]));
    const { degree, university, personal_administrative_number, ...top } = claims();
    const credentialSubject = { degree: { name: degree }, university, personal_administrative_number };
    const inner = {
      type: ['VerifiableCredential', 'UniversityDegreeCredential'],
      issuer: { id: issuer },
      credentialSubject,
    };
    const outer = { iss: top.iss, exp: top.exp, vc: inner };
    expect(await faultsOf(jwt(p256, outer))).toEqual([]);
    const second = { ...inner, validFrom: '2026-01-01T00:00:00Z', validUntil: '2036-01-01T00:00:00Z' };
    expect(await faultsOf(jwt(p256, second))).toEqual([]);
  });

  it('is an SD-JWT whose holder shows a part and signs it with the key that the issuer named (VC-6, VC-7)', async () => {
    must(trust([p256.jwk]));
    const { degree, university, shoe_size, ...open } = claims();
    const hidden = { degree, university, shoe_size };
    const text = sdJwt(p256, { open, hidden, shown: ['degree'], holder: ed });
    const view = must(await checkPackage(desk.session, { id, text }));
    expect(view).toMatchObject({ faults: [], format: 'sdJwt' });
    expect(view.notes).toContain('keyBound');
    expect(view.facts.map(({ field }) => field)).toEqual(['degree', 'educationDocumentSeen']);
    const [token = '', ...disclosures] = text.split('~');
    const [header = '', payload = '', signature = ''] = token.split('.');
    const kb_jwt = disclosures.pop();
    const json = JSON.stringify({ payload, protected: header, signature, header: { disclosures, kb_jwt } });
    expect(await faultsOf(json)).toEqual([]);
  });

  it('keeps nothing of what it says beyond the chosen fields and its own text (VC-13)', async () => {
    must(trust([p256.jwk]));
    const text = jwt(p256, claims());
    must(await take(text, ['university']));
    const { fields } = desk.session.ledger.caseState(id);
    expect(fieldValue(fields, 'university')).toBe('Universitetet i exemplet');
    expect(fieldValue(fields, 'degree')).not.toBe('Civilingenjör i datateknik');
    expect(await take(text, ['registered'])).toEqual({ ok: false, error: { tag: 'packageSaysNothing' } });
  });

  it('lies in the store only when something was taken', async () => {
    must(trust([p256.jwk]));
    const text = jwt(p256, claims());
    must(await checkPackage(desk.session, { id, text }));
    const kept = () =>
      desk.session.ledger.eventsOf(caseStream(id)).filter(({ read }) => JSON.stringify(read).includes(text));
    expect(kept()).toHaveLength(0);
    must(await take(text));
    expect(kept()).toHaveLength(1);
  });
});

describe('a case file', () => {
  it('names the package by its digest and never prints it (VC-16)', async () => {
    must(trust([p256.jwk]));
    const text = jwt(p256, claims());
    must(await take(text));
    const view = disclosureView(desk.session, id);
    const printed = JSON.stringify(must(view));
    expect(printed).toContain('Uppgifter togs ur ett datapaket');
    expect(printed).not.toContain(text.slice(0, 60));
  });
});

describe('a package that does not count', () => {
  beforeEach(() =>
    must(
      trust([
        { ...p256.jwk, kid: 'a' },
        { ...p384.jwk, kid: 'b' },
      ]),
    ),
  );

  it('has been changed after it was signed (VC-3)', async () => {
    expect.hasAssertions();
    const [header = '', , signature = ''] = jwt(p256, claims()).split('.');
    await expectRefused(
      `${header}.${encode(claims({ degree: 'Något annat' }))}.${signature}`,
      'signatureWrong',
    );
    await expectRefused(`${header}.${encode(claims())}.${'A'.repeat(86)}`, 'signatureWrong');
    await expectRefused(`${header}.${encode(claims())}.`, 'signatureWrong');
  });

  it('names an algorithm that is not its key’s (VC-2)', async () => {
    expect.hasAssertions();
    const none = `${encode({ alg: 'none' })}.${encode(claims())}.`;
    await expectRefused(none, 'algorithmRefused');
    for (const alg of ['HS256', 'RS256', 'ES256K', 'nOnE', ['ES256'], null, undefined]) {
      await expectRefused(jwt(p256, claims(), { alg }), 'algorithmRefused');
    }
    await expectRefused(jwt(p256, claims(), { alg: 'ES384', kid: 'a' }), 'keyUnknown');
    await expectRefused(jwt(p256, claims(), { kid: 'b' }), 'keyUnknown');
    await expectRefused(jwt(p256, claims(), { crit: ['exp'], exp: 1 }), 'criticalUnknown');
  });

  it('brings its own key (VC-3)', async () => {
    expect.hasAssertions();
    const stranger = newKey('P-256');
    await expectRefused(jwt(stranger, claims(), { jwk: stranger.jwk }), 'signatureWrong');
    await expectRefused(
      jwt(stranger, claims(), { jku: 'https://example.org/jwks', kid: 'a' }),
      'signatureWrong',
    );
    await expectRefused(jwt(p256, claims({ iss: 'https://annan.example.org' })), 'issuerUnknown');
  });

  it('is of no clear issuer (VC-4)', async () => {
    expect.hasAssertions();
    await expectRefused(jwt(p256, claims({ iss: undefined })), 'issuerUnclear');
    await expectRefused(jwt(p256, claims({ issuer: 'https://annan.example.org' })), 'issuerUnclear');
    await expectRefused(jwt(p256, claims({ vc: { issuer: { id: 'x' } } })), 'issuerUnclear');
    await expectRefused(jwt(p256, claims({ iss: `${issuer}/` })), 'issuerUnknown');
  });

  it('has not begun, has ended, or says so in a way that cannot be read (VC-5)', async () => {
    expect.hasAssertions();
    await expectRefused(jwt(p256, claims({ exp: seconds - 60 })), 'expired');
    await expectRefused(jwt(p256, claims({ exp: 'om ett år' })), 'expired');
    await expectRefused(jwt(p256, claims({ validUntil: '2026-01-01T00:00:00Z' })), 'expired');
    await expectRefused(jwt(p256, claims({ nbf: seconds + 5_000_000 })), 'notYetValid');
    await expectRefused(jwt(p256, claims({ validFrom: '2099-01-01T00:00:00Z' })), 'notYetValid');
    await expectRefused(jwt(p256, claims({ nbf: 'i går' })), 'notYetValid');
  });

  it('is of somebody else, or of nobody (VC-8)', async () => {
    const { state } = caseOf(desk, applicant(2));
    const other = fieldValue(state.fields, 'personalIdentityNumber');
    await expectRefused(jwt(p256, claims({ personal_administrative_number: other })), 'personDiffers');
    await expectRefused(jwt(p256, claims({ personal_administrative_number: undefined })), 'personMissing');
    await expectRefused(
      jwt(p256, claims({ personal_administrative_number: '19900101-0000' })),
      'personMissing',
    );
    const view = must(
      await checkPackage(desk.session, { id, text: jwt(p256, claims({ family_name: 'Annansson' })) }),
    );
    expect(view.faults).toEqual([]);
    expect(view.notes).toContain('nameDiffers');
  });

  it('is of a kind that nobody knows, or that its issuer is not trusted for, or says nothing of ours (VC-9, VC-10)', async () => {
    expect.hasAssertions();
    await expectRefused(jwt(p256, claims({ vct: 'urn:okänt' })), 'typeUnknown');
    await expectRefused(
      jwt(p256, claims({ vct: 'urn:sprangbradan:inskrivning:1', registered: true })),
      'typeNotTrusted',
    );
    await expectRefused(
      jwt(p256, claims({ degree: { name: 3 }, university: 'x'.repeat(300) })),
      'nothingMapped',
    );
  });

  it.each([
    'en vanlig text',
    '',
    '{}',
    '[]',
    '""',
    'a.b',
    'a.b.c',
    '....',
    '~~~',
    `${encode({ alg: 'ES256' })}.${encode([1])}.x`,
    `${encode({ alg: 'ES256' })}.${encode('"'.repeat(50))}.x`,
    `${encode('{"alg":"ES256"')}.e30.x`,
    `a.b.c~${'d~'.repeat(400)}`,
  ])('is no package: %j (VC-1)', async (text) => {
    const before = countEvents(desk);
    const [fault] = await faultsOf(text);
    expect(['packageUnreadable', 'packageTooLarge']).toContain(fault);
    expect((await take(text)).ok).toBe(false);
    expect(countEvents(desk)).toBe(before);
  });

  it('is a bomb of letters, of brackets or of values (VC-1)', async () => {
    const brackets = `${encode({ alg: 'ES256' })}.${encode('['.repeat(60_000))}.x`;
    const deep = `${encode({ alg: 'ES256' })}.${encode(`{"a":${'['.repeat(40_000)}${']'.repeat(40_000)}}`)}.x`;
    const wide = `${encode({ alg: 'ES256' })}.${encode({ a: Array.from({ length: 20_000 }, () => 0) })}.x`;
    for (const text of [brackets, deep, wide]) expect(await faultsOf(text)).toEqual(['packageUnreadable']);
    expect(await faultsOf('a'.repeat(300_000))).toEqual(['packageTooLarge']);
  });
});

describe('disclosures (VC-6, VC-7)', () => {
  beforeEach(() => must(trust([p256.jwk])));
  const whole = () => {
    const { degree, university, ...open } = claims();
    return sdJwt(p256, { open, hidden: { degree, university } });
  };

  it('that were swapped, added, doubled or written over make the package wrong', async () => {
    expect.hasAssertions();
    const [token = '', first = '', second = ''] = whole().split('~');
    await expectRefused([token, disclosure('degree', 'Läkare'), second, ''].join('~'), 'disclosureWrong');
    await expectRefused(
      [token, first, second, disclosure('university', 'x'), ''].join('~'),
      'disclosureWrong',
    );
    await expectRefused([token, first, first, ''].join('~'), 'disclosureWrong');
    await expectRefused([token, first, 'inte-json', ''].join('~'), 'disclosureWrong');
    const over = sdJwt(p256, { open: claims(), hidden: { degree: 'Läkare' } });
    await expectRefused(over, 'disclosureWrong');
  });

  it('that hide the rules of hiding, or are hidden by another algorithm, make the package wrong', async () => {
    expect.hasAssertions();
    const { degree: _degree, ...open } = claims();
    const odd = disclosure('_sd', ['x']);
    await expectRefused(`${jwt(p256, { ...open, _sd: [] })}~${odd}~`, 'disclosureWrong');
    await expectRefused(`${jwt(p256, { ...open, _sd_alg: 'md5' })}~`, 'disclosureWrong');
    await expectRefused(`${jwt(p256, { ...open, _sd: ['a', 'a'] })}~`, 'disclosureWrong');
    await expectRefused(`${jwt(p256, { ...open, a: [{ '...': 'a', b: 1 }] })}~`, 'disclosureWrong');
  });

  it('signed by another holder, or over another selection, make the package wrong', async () => {
    const { degree, university, ...open } = claims();
    const holder = newKey('Ed25519');
    const good = sdJwt(p256, { open, hidden: { degree, university }, holder });
    expect(await faultsOf(good)).toEqual([]);
    const presented = good.slice(0, good.lastIndexOf('~') + 1);
    const stranger: Key = newKey('Ed25519');
    await expectRefused(presented + keyBinding(stranger, presented), 'keyBindingWrong');
    const [token = '', first = ''] = presented.split('~');
    await expectRefused(`${token}~${first}~${keyBinding(holder, presented)}`, 'keyBindingWrong');
    await expectRefused(whole() + keyBinding(holder, whole()), 'keyBindingWrong');
  });
});

describe('the list of issuers (VC-11, VC-12)', () => {
  it('is an administrator’s record with keys, days and source; a later one stands instead', async () => {
    must(trust([{ ...p256.jwk, kid: 'a' }], { verified: false }));
    expect(await issuerViews(desk.session)).toMatchObject([
      {
        issuer,
        state: 'valid',
        verified: false,
        example: true,
        by: 'Åsa',
        keys: [{ id: 'a', curve: 'P-256' }],
      },
    ]);
    expect(must(await checkPackage(desk.session, { id, text: jwt(p256, claims()) })).notes).toContain(
      'issuerNotVerified',
    );
    must(trust([p256.jwk], { types: [] }));
    expect(await issuerViews(desk.session)).toMatchObject([{ state: 'withdrawn' }]);
    await expectRefused(jwt(p256, claims()), 'issuerUnknown');
  });

  it('counts on the day of the control: not before, not after, and never with a retired key', async () => {
    const text = jwt(p256, claims());
    must(trust([p256.jwk], { validFrom: day('2027-01-01') }));
    await expectRefused(text, 'issuerNotYet');
    must(trust([p256.jwk], { validTo: day('2026-10-01') }));
    await expectRefused(text, 'issuerEnded');
    must(trust([{ ...p256.jwk, validTo: '2026-10-31' }, p384.jwk]));
    await expectRefused(text, 'keyEnded');
    expect(await faultsOf(jwt(p384, claims()))).toEqual([]);
  });

  it('takes no secret key, no weak kind of key, no unknown kind of package', async () => {
    const secret = { ...p256.jwk, d: 'x' };
    expect(trust([secret])).toMatchObject({ error: { tag: 'keyIsSecret' } });
    expect(trust([{ kty: 'oct', k: 'hemligt' }])).toMatchObject({ error: { tag: 'keyIsSecret' } });
    for (const key of [{ kty: 'RSA', n: 'x', e: 'AQAB' }, {}, null, 3, { ...p256.jwk, crv: 'secp256k1' }]) {
      expect(trust([key])).toMatchObject({ error: { tag: 'keysUnreadable' } });
    }
    expect(trust([])).toMatchObject({ error: { tag: 'keysUnreadable' } });
    expect(trust([p256.jwk], { keys: 'inte json' })).toMatchObject({ error: { tag: 'keysUnreadable' } });
    expect(trust([p256.jwk], { types: ['vigselbevis'] })).toMatchObject({
      error: { tag: 'packageTypeUnknown' },
    });
    expect(trust([p256.jwk], { validTo: day('2025-01-01') })).toMatchObject({
      error: { tag: 'periodReversed' },
    });
  });

  it('is no caseworker’s to write', async () => {
    const [, bo] = (await groupWith([person])) as [Desk, Desk];
    const input = { issuer, name: 'X', types: ['degree'], keys: JSON.stringify(ed.jwk), source: 'Bo själv' };
    const tried = trustIssuer(bo.session, { ...input, validFrom: day('2026-01-01'), verified: true });
    expect(tried).toEqual({ ok: false, error: { tag: 'roleNeeded', role: 'administrator' } });
  });
});
