// Owns: what an invented person has studied and what a placement in that area is about. Must not: hold persons or employers.

export type Area =
  | 'technology'
  | 'computerScience'
  | 'architecture'
  | 'economics'
  | 'pharmacy'
  | 'hr'
  | 'marketing';

export type AreaWords = {
  /** As portal files write it. */
  readonly written: string;
  readonly degrees: readonly string[];
  readonly subjects: readonly string[];
  readonly occupations: readonly string[];
  readonly branches: readonly string[];
  readonly unions: readonly string[];
  readonly tasks: readonly string[];
};

export const areas: Readonly<Record<Area, AreaWords>> = {
  technology: {
    written: 'Teknik',
    degrees: ['Civilingenjör', 'Högskoleingenjör', 'Master', 'Kandidat'],
    subjects: ['elektroteknik', 'maskinteknik', 'byggteknik', 'kemiteknik', 'miljöteknik'],
    occupations: ['elkraftsingenjör', 'konstruktör', 'byggnadsingenjör', 'processingenjör', 'miljöingenjör'],
    branches: ['Teknik', 'Energi', 'Industri', 'Bygg'],
    unions: ['Sveriges Ingenjörer', 'Unionen'],
    tasks: [
      'Delta i konstruktionsarbetet: beräkningar, ritningar och granskning tillsammans med en erfaren ingenjör.',
      'Mäta och följa upp energianvändningen i våra anläggningar och föreslå förbättringar.',
      'Arbeta med provning och dokumentation av komponenter i laboratoriet.',
      'Hjälpa till i projektering: mängdberäkning, kontroll av handlingar och möten med entreprenörer.',
    ],
  },
  computerScience: {
    written: 'Datavetenskap',
    degrees: ['Master', 'Kandidat', 'Civilingenjör', 'Doktor'],
    subjects: ['datavetenskap', 'informationssystem', 'programvaruteknik', 'datasäkerhet'],
    occupations: ['systemutvecklare', 'testare', 'dataanalytiker', 'systemadministratör'],
    branches: ['Data', 'System', 'Mjukvara'],
    unions: ['Unionen', 'Sveriges Ingenjörer'],
    tasks: [
      'Utveckla och testa funktioner i vårt webbsystem i ett team med fyra utvecklare.',
      'Skriva automatiska tester, granska kod och dokumentera tjänster.',
      'Bygga rapporter och datamodeller åt verksamheten och presentera dem för användarna.',
      'Hjälpa till med drift: övervakning, uppdateringar och stöd till användare.',
    ],
  },
  architecture: {
    written: 'Arkitektur',
    degrees: ['Master', 'Arkitektexamen', 'Kandidat'],
    subjects: ['arkitektur', 'stadsplanering', 'landskapsarkitektur'],
    occupations: ['arkitekt', 'planarkitekt', 'landskapsarkitekt'],
    branches: ['Arkitekter', 'Stadsrum'],
    unions: ['Sveriges Arkitekter', 'Unionen'],
    tasks: [
      'Rita och modellera i projekt för skolor och bostäder tillsammans med ansvarig arkitekt.',
      'Ta fram underlag till detaljplaner: kartor, volymstudier och illustrationer.',
      'Arbeta med bygglovshandlingar och tillgänglighetsgranskning.',
    ],
  },
  economics: {
    written: 'Ekonomi',
    degrees: ['Kandidat', 'Master', 'Civilekonom'],
    subjects: ['redovisning', 'nationalekonomi', 'företagsekonomi', 'finansiering'],
    occupations: ['redovisningsekonom', 'controller', 'ekonomiassistent', 'revisorsassistent'],
    branches: ['Ekonomi', 'Revision', 'Redovisning'],
    unions: ['Akavia', 'Unionen'],
    tasks: [
      'Löpande bokföring, avstämningar och hjälp med månadsbokslut.',
      'Ta fram budgetunderlag och följa upp kostnader per avdelning.',
      'Granska leverantörsfakturor och utveckla rutiner för uppföljning.',
    ],
  },
  pharmacy: {
    written: 'Farmaci',
    degrees: ['Apotekarexamen', 'Receptarieexamen', 'Master'],
    subjects: ['farmaci', 'läkemedelskemi', 'klinisk farmaci'],
    occupations: ['farmaceut', 'kvalitetsansvarig inom läkemedel', 'läkemedelsutredare'],
    branches: ['Läkemedel', 'Pharma'],
    unions: ['Sveriges Farmaceuter', 'Unionen'],
    tasks: [
      'Arbeta med kvalitetsdokumentation och avvikelser inom läkemedelstillverkning.',
      'Delta i analyser på laboratoriet och sammanställa resultat.',
      'Lära sig svenska regler för läkemedelsdistribution och gå bredvid i lagerarbetet.',
    ],
  },
  hr: {
    written: 'HR',
    degrees: ['Kandidat', 'Master'],
    subjects: ['personalvetenskap', 'arbetspsykologi', 'organisationsutveckling'],
    occupations: ['HR-specialist', 'rekryterare', 'HR-administratör'],
    branches: ['Personal', 'Konsult'],
    unions: ['Akavia', 'Unionen'],
    tasks: [
      'Delta i rekryteringar: annonser, urval och planering av intervjuer.',
      'Ta fram introduktionsprogram och följa upp medarbetarenkäten.',
      'Hjälpa till med personaladministration och uppdatera rutiner.',
    ],
  },
  marketing: {
    written: 'Marknadsföring',
    degrees: ['Kandidat', 'Master'],
    subjects: ['marknadsföring', 'medie- och kommunikationsvetenskap', 'internationell handel'],
    occupations: ['marknadskoordinator', 'marknadsanalytiker', 'kommunikatör'],
    branches: ['Marknad', 'Handel', 'Media'],
    unions: ['Unionen', 'Akavia'],
    tasks: [
      'Planera och följa upp kampanjer i digitala kanaler.',
      'Göra kund- och konkurrentanalyser och presentera dem för säljgruppen.',
      'Skriva texter till webbplats och nyhetsbrev på svenska och engelska.',
    ],
  },
};

export const areaNames: readonly Area[] = [
  'technology',
  'computerScience',
  'architecture',
  'economics',
  'pharmacy',
  'hr',
  'marketing',
];

export const universities = [
  'Aleppo University',
  'University of Tehran',
  'Addis Ababa University',
  'Universidad de Antioquia; Medellín',
  'Đại học Bách khoa Hà Nội',
  'University of Lagos',
  'Cairo University',
  'University of Dhaka',
  'Universidade de São Paulo',
  'Tehran "Sharif" University',
  'Fudan University',
  'Universidad de Chile',
] as const;

export const municipalities = [
  ...[
    'Stockholm',
    'Göteborg',
    'Malmö',
    'Uppsala',
    'Linköping',
    'Örebro',
    'Västerås',
    'Helsingborg',
    'Norrköping',
  ],
  ...[
    'Jönköping',
    'Umeå',
    'Lund',
    'Borås',
    'Huddinge',
    'Eskilstuna',
    'Gävle',
    'Södertälje',
    'Växjö',
    'Karlstad',
  ],
  ...[
    'Sundsvall',
    'Luleå',
    'Skellefteå',
    'Trollhättan',
    'Östersund',
    'Kalmar',
    'Falun',
    'Åre',
    'Ängelholm',
    'Kiruna',
  ],
] as const;

export const streets = [
  'Storgatan',
  'Björkvägen',
  'Åkervägen',
  'Industrigatan',
  'Kungsgatan',
  'Ängsvägen',
  'Hamngatan',
] as const;
