// Owns: invented people's names and countries, all in Latin letters. Must not: name anybody who lives.
import type { Gender } from './numbers.ts';
import type { Random } from './random.ts';

type Origin = {
  readonly countries: readonly string[];
  readonly female: readonly string[];
  readonly male: readonly string[];
  readonly family: readonly string[];
};

const arabic: Origin = {
  countries: [
    'Syrien',
    'Irak',
    'Egypten',
    'Libanon',
    'Jordanien',
    'Marocko',
    'Tunisien',
    'Sudan',
    'Palestina',
    'Jemen',
  ],
  female: [
    'Amal',
    'Rania',
    'Hend',
    'Nour',
    'Samira',
    'Layla',
    'Dima',
    'Yasmin',
    'Hanan',
    'Salma',
    'Reem',
    'Fatima',
  ],
  male: [
    'Yusuf',
    'Omar',
    'Karim',
    'Bilal',
    'Tarek',
    'Samir',
    'Hassan',
    'Ziad',
    'Khaled',
    'Anas',
    'Walid',
    'Ibrahim',
  ],
  family: [
    'Al-Hassan',
    'Haddad',
    'El Masri',
    'Khoury',
    'Al-Jabouri',
    'Benali',
    'Darwish',
    'Nasser',
    'Abu Zaid',
    'Saleh',
  ],
};
const persian: Origin = {
  countries: ['Iran', 'Afghanistan'],
  female: ['Shirin', 'Parisa', 'Nasrin', 'Maryam', 'Azadeh', 'Laleh', 'Zahra', 'Mahsa'],
  male: ['Arash', 'Reza', 'Kaveh', 'Behrouz', 'Farid', 'Hamid', 'Omid', 'Navid'],
  family: ['Karimi', 'Ahmadi', 'Rostami', 'Tehrani', 'Moradi', 'Ghorbani', 'Rahimi', 'Sharifzadeh'],
};
const vietnamese: Origin = {
  countries: ['Vietnam'],
  female: ['Thị Hương', 'Ngọc Ánh', 'Thùy Dương', 'Minh Châu', 'Bích Ngọc', 'Phương Thảo'],
  male: ['Văn Dũng', 'Quốc Bảo', 'Đức Anh', 'Minh Tuấn', 'Hữu Phước', 'Trọng Nghĩa'],
  family: ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Võ', 'Đặng', 'Bùi'],
};
const southAsian: Origin = {
  countries: ['Indien', 'Pakistan', 'Bangladesh', 'Sri Lanka', 'Nepal'],
  female: ['Priya', 'Ananya', 'Sunita', 'Ayesha', 'Nadia', 'Deepika', 'Kavita', 'Sana'],
  male: ['Arjun', 'Ravi', 'Imran', 'Faisal', 'Suresh', 'Vikram', 'Tariq', 'Nimal'],
  family: ['Rahman', 'Sharma', 'Perera', 'Chaudhry', 'Patel', 'Iyer', 'Hussain', 'Gurung'],
};
const african: Origin = {
  countries: ['Nigeria', 'Etiopien', 'Eritrea', 'Somalia', 'Kenya', 'Ghana', 'Kamerun', 'Uganda'],
  female: ['Chiamaka', 'Selam', 'Hirut', 'Amina', 'Wanjiru', 'Abena', 'Ngozi', 'Rahwa'],
  male: ['Emeka', 'Dawit', 'Yonas', 'Abdi', 'Kamau', 'Kwame', 'Tesfaye', 'Mulugeta'],
  family: ['Okafor', 'Tesfaye', 'Haile', 'Warsame', 'Mwangi', 'Mensah', 'Gebremedhin', 'Nkemelu'],
};
const latin: Origin = {
  countries: ['Colombia', 'Brasilien', 'Peru', 'Venezuela', 'Chile', 'Mexiko', 'Argentina', 'Kuba'],
  female: ['Ximena', 'María José', 'Luísa', 'Camila', 'Beatriz', 'Daniela', 'Inés', 'Paula'],
  male: ['José', 'Andrés', 'Thiago', 'João', 'Martín', 'Sebastián', 'Raúl', 'Íñigo'],
  family: ['Silva', 'Muñoz', 'García Pérez', 'Gonçalves', 'Quiñones', 'Ferreira', 'Ibáñez', 'Araújo'],
};
const eastAsian: Origin = {
  countries: ['Kina', 'Sydkorea', 'Taiwan', 'Thailand', 'Filippinerna', 'Indonesien', 'Japan'],
  female: ['Xiaomei', 'Lihua', 'Ji-woo', 'Siriporn', 'Maricel', 'Dewi', 'Yuki', 'Mei-Ling'],
  male: ['Wei', 'Jianguo', 'Min-jun', 'Somchai', 'Ramon', 'Budi', 'Haruto', 'Zhiqiang'],
  family: ['Wang', 'Zhāng', 'Kim', 'Lǚ', 'Santos', 'Wijaya', 'Tanaka', 'Chaiyasit'],
};
const turkic: Origin = {
  countries: ['Syrien', 'Irak', 'Iran', 'Uzbekistan', 'Kirgizistan'],
  female: ['Ayşe', 'Gülşen', 'Çiğdem', 'Elif', 'Zeynep', 'Aygül'],
  male: ['Mehmet', 'Çağrı', 'İbrahim', 'Oğuz', 'Şükrü', 'Timur'],
  family: ['Yılmaz', 'Öztürk', 'Şahin', 'Çelik', 'Aydın', 'Güneş'],
};
const polish: Origin = {
  countries: ['USA', 'Kanada', 'Brasilien', 'Australien'],
  female: ['Małgorzata', 'Agnieszka', 'Zofia', 'Żaneta'],
  male: ['Łukasz', 'Paweł', 'Wojciech', 'Grzegorz'],
  family: ['Świątek', 'Wójcik', 'Brzęczyszczykiewicz', 'Żółkiewska'],
};
const swedish: Origin = {
  countries: ['Colombia', 'Sydkorea', 'Sri Lanka', 'Etiopien', 'Chile'],
  female: ['Åsa', 'Linnéa', 'Elin', 'Märta', 'Sofia'],
  male: ['Örjan', 'Björn', 'Åke', 'Emil', 'Hjalmar'],
  family: ['Lindström', 'Åkerström', 'Öberg', 'Sjögren', 'Nyström'],
};

/** Weighted by how often an origin stands in the list. */
const origins: readonly Origin[] = [
  ...[
    arabic,
    arabic,
    arabic,
    arabic,
    persian,
    persian,
    persian,
    vietnamese,
    southAsian,
    southAsian,
    southAsian,
  ],
  ...[african, african, latin, latin, eastAsian, eastAsian, turkic, polish, swedish],
];

export type Person = {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthCountry: string;
  /** Names of an origin that mostly holds Swedish citizenship. */
  readonly swedishName: boolean;
};

export function inventPerson(random: Random, gender: Gender): Person {
  const origin = random.pick(origins);
  const family = random.pick(origin.family);
  const married = random.chance(0.05)
    ? `${random.pick(swedish.family)}-${family.replace(/ /gu, '-')}`
    : family;
  return {
    givenName: random.pick(origin[gender]),
    familyName: married,
    birthCountry: random.pick(origin.countries),
    swedishName: origin === swedish,
  };
}

/** Countries whose place a caseworker settles, and European ones: for applications that are not green. */
export const borderCountries = [
  'Turkiet',
  'Ryssland',
  'Georgien',
  'Kazakstan',
  'Armenien',
  'Cypern',
] as const;
export const europeanCountries = [
  'Polen',
  'Tyskland',
  'Ukraina',
  'Rumänien',
  'Serbien',
  'Storbritannien',
] as const;

export const swedishNames = {
  given: [
    'Karin',
    'Per',
    'Åsa',
    'Lars',
    'Ingrid',
    'Göran',
    'Malin',
    'Henrik',
    'Anna',
    'Johan',
    'Cecilia',
    'Mats',
  ],
  family: [
    'Lind',
    'Ström',
    'Öberg',
    'Bergqvist',
    'Hägglund',
    'Sjöberg',
    'Dahl',
    'Ekman',
    'Wallin',
    'Nordin',
    'Åberg',
  ],
} as const;
