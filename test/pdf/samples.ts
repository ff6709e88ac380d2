// Owns: invented documents for the PDF tests: a grant, a refusal and a form, by the models of the shipped texts.
// Nobody here exists; the identity number is the tax agency's public test number.
import { fileURLToPath } from 'node:url';
import type { Block, ComposedDocument } from '../../domain/document/blocks.ts';
import { readFontFiles } from '../../main/pdf/font/files.ts';
import { createRenderer } from '../../main/pdf/renderer.ts';

export function testRenderer() {
  return createRenderer(readFontFiles(fileURLToPath(new URL('../../resources', import.meta.url))));
}

export const DRAFT_HEAD = 'FÖRSLAG TILL BESLUT. Gäller inte. Beslutet fattas i BÄR.';
export const DEMO_MARK = 'EXEMPEL – påhittade uppgifter';

const heading = (level: 1 | 2 | 3, text: string): Block => ({ kind: 'heading', level, text });
export const paragraph = (text: string): Block => ({ kind: 'paragraph', runs: [{ text }] });

export function documentOf(blocks: Block[], over: Partial<ComposedDocument> = {}): ComposedDocument {
  return {
    v: 1,
    variant: 'party',
    lang: 'sv-SE',
    title: 'Beslut om arbetspraktik',
    docId: 'test-1',
    createdOn: '2026-11-22',
    letterhead: { agency: 'Arbetsförmedlingen', meta: [] },
    blocks,
    footer: { text: '' },
    ...over,
  };
}

const RECONSIDER =
  'Du kan begära att vi omprövar beslutet. Skriv till oss och berätta vilket beslut det gäller, hur du vill att det ska ändras och varför. Ange namn, personnummer och ärendenummer. Begäran ska ha kommit in till Arbetsförmedlingen inom tre veckor från den dag du fick del av beslutet. Vid omprövningen får vi inte ändra beslutet till din nackdel. Skicka till Arbetsförmedlingen, Omprövning, 000 00 Exempelstad.';

const FOOTER =
  'Arbetsförmedlingen · 000 00 Exempelstad · Telefon 000-000 00 00. Uppgifter om hur vi behandlar dina personuppgifter finns i bilagan.';

export function grant(
  name = 'Nguyễn Thị-Hà Exempel',
  over: Partial<ComposedDocument> = {},
): ComposedDocument {
  return documentOf(
    [
      heading(1, 'Du får arbetspraktik'),
      paragraph(
        'Arbetsförmedlingen anvisar dig till arbetspraktik hos Påhittade Kraftverk AB från och med 11 januari 2027 till och med 10 maj 2027. Praktiken ingår i Jobbsprånget.',
      ),
      {
        kind: 'facts',
        rows: [
          {
            label: 'Arbetsplats',
            value: [{ text: 'Påhittade Kraftverk AB, Exempelgatan 12, 000 00 Exempelstad' }],
          },
          { label: 'Handledare', value: [{ text: 'Åsa Påhittsson' }] },
          {
            label: 'Arbetsuppgifter',
            value: [
              {
                text: 'Beräkningar för lokala elnät, underlag till nätplaner, besök i ställverk tillsammans med handledaren och sammanställning av mätvärden.',
              },
            ],
          },
          { label: 'Omfattning', value: [{ text: 'Heltid, 40 timmar i veckan' }] },
          {
            label: 'Beslutet är fattat enligt',
            value: [
              { text: 'förordningen (2007:414) om jobb- och utvecklingsgarantin ' },
              { text: 'att bekräfta', style: 'mark' },
              { text: ' och 9 § förordningen (2000:628) om den arbetsmarknadspolitiska verksamheten' },
            ],
          },
        ],
      },
      heading(2, 'Varför vi har beslutat så'),
      paragraph(
        'Ett arbetsmarknadspolitiskt program ska stärka dina möjligheter att få eller behålla ett arbete, och det ska vara lämpligt både för dig och för arbetsmarknaden i stort. Vi bedömer att praktiken uppfyller det. Du har en civilingenjörsexamen i elektroteknik från ditt hemland och tre års erfarenhet av kraftsystem. Du har inte arbetat i Sverige. I ditt län söker arbetsgivare elkraftsingenjörer. Praktiken ger dig svensk erfarenhet och en referens i yrket, och den stämmer med din handlingsplan från den 3 september 2026.',
      ),
      paragraph(
        'Vi har kontrollerat arbetsgivaren den 2 november 2026. Påhittade Ingenjörsförbundet har fått yttra sig och har inget att invända mot arbetsplatsen.',
      ),
      heading(2, 'Det här gäller under praktiken'),
      {
        kind: 'list',
        items: [
          [{ text: 'Du är inte anställd hos arbetsgivaren och får ingen lön för praktiken.' }],
          [
            {
              text: 'Du ska följa din handlingsplan, fortsätta att söka arbete och lämna dina aktivitetsrapporter i tid.',
            },
          ],
          [
            {
              text: 'Kontakta både handledaren och oss om du blir sjuk, behöver vara ledig eller vill sluta i förtid.',
            },
          ],
          [
            { text: 'Arbetsgivaren ansvarar för arbetsmiljön. Du omfattas av försäkring under praktiken ' },
            { text: 'att bekräfta', style: 'mark' },
            { text: '.' },
          ],
          [
            {
              text: 'Beslutet gäller bara om du har rätt att vistas och arbeta i Sverige under hela perioden.',
            },
          ],
        ],
      },
      heading(2, 'Ersättning'),
      paragraph(
        'Du ansöker själv om ersättning hos Försäkringskassan. Försäkringskassan bestämmer om du får ersättning och hur mycket.',
      ),
      {
        kind: 'paragraph',
        small: true,
        runs: [
          {
            text: '(Förordningen (2017:819) om ersättning till deltagare i arbetsmarknadspolitiska insatser.)',
          },
        ],
      },
      heading(2, 'Om du inte är nöjd med beslutet'),
      paragraph(RECONSIDER),
      heading(2, 'Vem som har beslutat'),
      paragraph('Beslutet har fattats av Björn Beslutsson, arbetsförmedlare.'),
      {
        kind: 'paragraph',
        runs: [{ text: 'Frågor?', style: 'strong' }, { text: ' Ring oss på 000-000 00 00.' }],
      },
    ],
    {
      letterhead: {
        agency: 'Arbetsförmedlingen',
        documentKind: 'BESLUT',
        recipient: [name, 'Exempelvägen 4 lgh 1102', '000 00 Exempelstad'],
        meta: [
          { label: 'Datum', value: '2026-11-22' },
          { label: 'Ärende', value: 'BÄR-2026-004512' },
          { label: 'Gäller', value: `${name}, 19900704-2386` },
        ],
      },
      footer: { text: FOOTER },
      ...over,
    },
  );
}

export function refusal(over: Partial<ComposedDocument> = {}): ComposedDocument {
  return documentOf(
    [
      heading(1, 'Du får inte arbetspraktik'),
      paragraph('Arbetsförmedlingen anvisar dig inte till arbetspraktik hos Påhittade Kraftverk AB.'),
      heading(2, 'Varför vi har beslutat så'),
      paragraph(
        'Arbetspraktik är till för den som behöver den för att komma närmare ett arbete. Du har arbetat i Sverige inom byggteknik från 2021 till 2025. Vi bedömer att du kan söka arbete i yrket utan praktik. (9 § förordningen (2000:628))',
      ),
      heading(2, 'Det har du sagt till oss'),
      paragraph(
        'Den 2 november 2026 skickade vi dig uppgifterna som vi grundar beslutet på. Du svarade inte.',
      ),
      heading(2, 'Bestämmelser'),
      paragraph('9 § förordningen (2000:628) om den arbetsmarknadspolitiska verksamheten'),
      heading(2, 'Vad du kan göra nu'),
      paragraph(
        'Tala med din arbetsförmedlare om andra vägar till arbete. Du är fortfarande inskriven hos oss och din handlingsplan gäller.',
      ),
      heading(2, 'Om du inte är nöjd med beslutet'),
      paragraph(RECONSIDER),
      heading(2, 'Vem som har beslutat'),
      paragraph('Beslutet har fattats av Björn Beslutsson, arbetsförmedlare.'),
    ],
    {
      letterhead: {
        agency: 'Arbetsförmedlingen',
        documentKind: 'BESLUT',
        recipient: ['Łucja Świątek', 'Exempelvägen 9', '000 00 Exempelstad'],
        meta: [
          { label: 'Datum', value: '2026-11-22' },
          { label: 'Ärende', value: 'BÄR-2026-004513' },
          { label: 'Gäller', value: 'Łucja Świątek, 19900704-2386' },
        ],
      },
      draftHead: DRAFT_HEAD,
      demoMark: DEMO_MARK,
      footer: { text: FOOTER },
      ...over,
    },
  );
}

const field = (number: string, label: string, value: string) => ({
  kind: 'field' as const,
  number,
  label,
  value: value === '' ? [] : [{ text: value }],
});
const longField = (number: string, label: string, value: string) => ({
  ...field(number, label, value),
  multiline: true,
});

const ASSESSMENT =
  'Behov på arbetsmarknaden: elkraftsingenjörer efterfrågas i länet. Kompetens: civilingenjör i elektroteknik. Erfarenhet: tre år med kraftsystem i hemlandet, ingen i Sverige. Förutsättningar: handledning på svenska och engelska finns på arbetsplatsen, och praktiken stämmer med handlingsplanen från den 3 september 2026.';

export function form(over: Partial<ComposedDocument> = {}): ComposedDocument {
  return documentOf(
    [
      heading(1, 'Kompletterande blankett'),
      { kind: 'paragraph', small: true, runs: [{ text: 'Definition blankett-jobbspranget, version 1.' }] },
      heading(2, 'Del 1 Ärendet'),
      field('1.1', 'Ärende-id', '7K2M-91QF'),
      field('1.2', 'Ansöknings-id i portalen', 'JS-2026B-00412'),
      field('1.3', 'Intag', 'Hösten 2026'),
      field('1.4', 'Målgrupp', 'Ordinarie'),
      field('1.6', 'BÄR-ärendenummer', ''),
      field('1.8', 'Ansökan kom in', '2026-09-14'),
      heading(2, 'Del 2 Den sökande'),
      field('2.1', 'Förnamn, efternamn', 'Ayşe Ștefan'),
      field('2.2', 'Personnummer eller samordningsnummer', '19900704-2386'),
      field('2.5', 'Leveranssätt', 'Digital brevlåda'),
      heading(2, 'Del 3 Praktikplatsen'),
      field('3.1', 'Arbetsgivare (anordnare)', 'Påhittade Kraftverk AB'),
      field('3.3', 'Arbetsställe: namn, adress, kommun', 'Påhittade Kraftverk, Exempelgatan 12, Exempelstad'),
      longField(
        '3.6',
        'Arbetsuppgifter',
        'Beräkningar för lokala elnät, underlag till nätplaner, besök i ställverk tillsammans med handledaren och sammanställning av mätvärden.',
      ),
      heading(2, 'Del 5 Kontroller'),
      {
        kind: 'table',
        columns: [
          { label: 'Kontroll', width: 3 },
          { label: 'Resultat', width: 3 },
          { label: 'Dag', width: 2 },
          { label: 'Antal', width: 1, align: 'end' },
        ],
        rows: [
          [[{ text: 'Inskriven' }], [{ text: 'Ja' }], [{ text: '2026-11-20' }], [{ text: '1' }]],
          [
            [{ text: 'Arbetsgivarkontroll' }],
            [{ text: 'Inget hinder' }],
            [{ text: '2026-11-02' }],
            [{ text: '5\u00A0080' }],
          ],
          [
            [{ text: 'Yttrande' }],
            [{ text: 'Påhittade Ingenjörsförbundet tillstyrker' }],
            [{ text: '2026-11-10' }],
            [{ text: '12' }],
          ],
        ],
      },
      heading(2, 'Del 6 Bedömning'),
      field('6.2', 'Behov av arbetspraktik', 'Ja'),
      longField('6.3', 'Arbetsmarknadspolitisk bedömning', ASSESSMENT),
      heading(2, 'Del 7 Beslut'),
      {
        kind: 'checkboxes',
        items: [
          { label: 'Bifall', checked: true },
          { label: 'Avslag', checked: false },
          { label: 'Ärendet avslutas utan beslut i sak', checked: false },
        ],
      },
    ],
    {
      variant: 'form',
      title: 'Kompletterande blankett',
      letterhead: {
        agency: 'Arbetsförmedlingen',
        documentKind: 'BLANKETT',
        meta: [
          { label: 'Datum', value: '2026-11-22' },
          { label: 'Ärende', value: '7K2M-91QF' },
        ],
      },
      draftHead: DRAFT_HEAD,
      footer: { text: FOOTER },
      ...over,
    },
  );
}
