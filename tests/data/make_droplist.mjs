// Makes a drop list of plausible names: node tests/data/make_droplist.mjs --help
//
// The same arguments give the same bytes. Names come from a seeded generator; what belongs to a name (its drop time)
// comes from a hash of the name, so that it does not depend on the names around it.
// The times of day make clusters like those of real lists; they are no facts about registries.

import { createHash } from 'node:crypto';
import { closeSync, openSync, realpathSync, writeFileSync, writeSync } from 'node:fs';
import { domainToASCII, fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const DAY = 86400;
const USAGE = `Makes a drop list: lines "name";YYYY-MM-DD HH:MM:SS, sorted by name, every name once.

  --rows NUMBER    how many names (100000)
  --seed TEXT      another seed, other names (1)
  --now TIME       drops lie between this moment and 35 days after it (2026-11-23T09:00:00Z)
  --out FILE       where to write the list
  --unquoted       names without quotes
  --report FILE    counts, as JSON
`;

// --- zones: weight, window in days, time of day -----------------------------------------------------------------------

const at = (clock) => clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
/** Spread over a span of the day; a power above 1 crowds its beginning. */
const span = (from, to, power = 1) => (u) => at(from) + Math.floor((at(to) - at(from)) * u ** power);
/** A share of the names at one second, the others within some seconds after it. */
const burst = (from, share, seconds) => (u) => at(from) + (u < share ? 0 : Math.floor((seconds * (u - share)) / (1 - share)));
const anyTime = (u) => Math.floor(u * DAY);
const onTheHour = (u) => Math.floor(u * 24) * 3600 + 150;

const ZONES = [
  // weight, window, time of day, zones
  [300, 5, span('18:00:00', '20:00:00', 1.6), 'com'],
  [62, 5, span('18:00:00', '20:00:00', 1.6), 'net'],
  [50, 5, burst('14:30:00', 0.5, 900), 'org'],
  [34, 5, span('14:30:00', '15:15:00', 1.4), 'info'],
  [18, 5, span('14:00:00', '16:00:00'), 'biz'],
  [14, 5, span('14:00:00', '16:00:00'), 'co'],
  [5, 5, span('14:00:00', '16:00:00'), 'us.com'],
  [12, 5, span('18:30:00', '19:30:00', 1.2), 'cc tv'],
  [11, 5, span('15:00:00', '17:00:00'), 'io me'],
  [7, 5, span('14:30:00', '15:15:00', 1.4), 'mobi pro asia'],
  [14, 5, anyTime, 'xyz top'],
  [9, 5, anyTime, 'club shop online site store'],
  [4, 5, anyTime, 'photography agency digital live world today'],
  [3, 5, anyTime, 'app dev'],
  [46, 35, burst('00:00:00', 0.6, 3600), 'de'],
  [52, 35, anyTime, 'co.uk'],
  [8, 35, anyTime, 'uk org.uk me.uk'],
  [30, 35, span('06:10:00', '06:14:00'), 'pl'],
  [9, 35, span('06:10:00', '06:14:00'), 'com.pl'],
  [26, 35, burst('02:00:00', 0.9, 60), 'se'],
  [13, 35, burst('02:00:00', 0.9, 60), 'nu'],
  [17, 35, onTheHour, 'fr'],
  [16, 35, () => 0, 'it'],
  [15, 35, anyTime, 'nl be'],
  [11, 35, burst('03:00:00', 0.5, 1800), 'ch'],
  [8, 35, anyTime, 'at'],
  [15, 35, burst('17:00:00', 0.8, 300), 'eu'],
  [15, 35, span('19:00:00', '20:00:00'), 'ca'],
  [16, 35, burst('02:00:00', 0.7, 1200), 'com.au'],
  [7, 35, anyTime, 'co.nz'],
  [6, 35, anyTime, 'es cz'],
  [5, 35, () => 0, 'dk no fi'],
  [5, 35, anyTime, 'com.br co.za'],
  [2, 35, anyTime, 'xn--p1ai'],
].flatMap(([weight, window, timeOfDay, zones]) => zones.split(' ').map((zone) => ({ weight, window, timeOfDay, zone })));

// --- words ------------------------------------------------------------------------------------------------------------

const words = (text) => text.trim().split(/\s+/);
const ENGLISH = words(`
  able acorn active air alpha amber anchor angel apple arc arrow art ash atlas auto baby back bag ball bamboo band bank bar
  barn base bay beach bean bear beauty bed bee bell berry best big bike bird black blend bloom blue board boat body bold
  bolt book boost boot box brain brand brave bread breeze brick bridge bright brook brush build bulk bus butter buy cake
  camp candle canyon car card care cart case castle cat cedar cell center chain chair charm check chef cherry chip circle
  city clay clean clear click cliff clinic cloud clover club coach coast code coffee coin cool copper coral core corner
  cottage cove craft creek crest crown crystal cube cup cure dance dark dash data dawn day deal deep deer delta desk dew
  diamond diet digital doc dog dolphin door dot dove dragon dream dress drive drop dust eagle earth east easy echo edge
  eden egg elder electric elite elm ember energy engine epic event ever expert eye fable face fact fair falcon family
  farm fast feather field film find fine fire first fish fit flag flame flash fleet flex flight flow flower fly focus food
  forest forge fort fox free fresh friend frog frost fruit fuel full fun fund future galaxy game garden gate gem ghost
  giant gift girl glass globe gold golf good grace grain grand grape graph grass great green grid grove guard guide
  guitar hair hand happy harbor hat haven hawk health heart heaven help herb hero hidden high hill hive home honey hope
  horizon horse host hot hotel house hub ice idea inn iron island ivory ivy jade jazz jet job journey joy juice jump
  jungle just key kind king kit kitchen kite lab lake lamp land lark laser law leaf lean learn legal lemon lens
  level life light lily lime line link lion list little live local lock loft logic long loop lotus love luck luna lux
  magic mail main maple map marble market mars master match max meadow media mega melon mental metal meteor mind mint
  mirror mix mobile modern money moon moss motion motor mountain mouse music nano native nature neon nest net new next
  night noble north note nova oak oasis ocean office oil olive one onyx open optic orange orbit orchid organic origin
  otter owl pace pack page paint palm panda paper park part party patch path peak pearl pepper pet phone photo piano
  pilot pine pink pixel pizza place plan planet plant plate play plus point polar pony pool port power press prime print
  prism prize pro proof pulse pure quality quest quick quiet rabbit race radio rain rapid raven ray ready real red reef
  rent rescue rest rice rich ride ridge right ring rise river road robot rock rocket room root rose round royal ruby run
  safe sage sail salon salt sand save school scout sea seed sense serene shade shadow shape share shark shell shield
  ship shoe shop shore show silk silver simple sky sleep smart smile snow social soft solar solid song soul sound south
  space spark spice spirit sport spot spring sprout square stable stack star start station stay steel step stone store
  storm story stream street strong studio style sugar summit sun super sure surf swan sweet swift table tag tail talent
  tango tap taxi tea teach team tech temple tent test thunder tide tiger time tiny tire titan token tool top torch total
  touch tour tower town toy track trade trail train travel tree trend tribe true trust tube turbo turtle twin unity
  urban valley value vault vector velvet verde vibe video view villa vine violet vision vital vivid voice wagon walk
  wall warm water wave way wealth web well west whale wheat wheel white wild wind window wine wing winter wise wolf wood
  word work world yard year yoga young zebra zen zero zone`);
const GERMAN = words(`
  alpen apfel arbeit auto bad bau baum berg bier bild blume boden brot buch burg dach dienst dorf druck energie essen
  fahrrad farbe feld fenster ferien feuer fisch freund garten geld gesund glas gold haus heizung herz himmel hof holz
  hund immobilien insel kaffee karte kind kirche koch kraft kreis kunst land leben licht liebe luft markt maler meer
  messe metall milch mode mond musik nacht natur nord ofen park pflege pferd platz praxis rad rat recht reise ring rose
  sand schloss schnee schule see shop silber sommer sonne spiel sport stadt stein stern strand stube tag tanz taxi technik
  tier tisch tor traum umzug urlaub vogel wald wasser weg wein welt werk wetter wind winter wohnung zahn zeit zelt zimmer`);
const FRENCH = words(`
  amour argent art atelier avenir bateau beau belle bien bois bonheur boutique cadeau cafe chat chemin cheval chien ciel
  clef coeur coin cuisine danse douce eau ecole enfant etoile famille femme fete feu fleur foret fromage fruit grand jardin
  jeu jour lait livre lumiere lune maison marche mariage mer miel mode monde montagne musique nature neige nuit or pain
  papier parc pays peinture petit pierre plage plan pluie poisson pomme porte rose rouge rue sable sante soleil sud table
  temps terre toit train vacances velo vent vert vie village ville vin voiture voyage`);
const SPANISH = words(`
  agua aire alma amigo amor arena arte azul barco blanco boda bosque bueno cafe calle camino campo carta casa cielo cine
  ciudad clinica cocina color corazon costa deporte dia dulce escuela estrella feliz fiesta flor fuego gato grande hotel
  isla jardin juego lago libre libro luna luz madera mano mar mercado mesa mundo musica negro noche oro pan papel perro
  piedra playa plaza puerta queso red rio rojo rosa salud sol sombra tarde tiempo tienda tierra valle verde viaje vida
  viento vino`);
const ITALIAN = words(`
  acqua amore arte azzurro bella bene borgo bosco buono caffe campo cane casa castello cielo cucina dolce donna estate
  fiore fiume forno fuoco gatto gelato giardino giorno gusto isola lago libro luce luna mare mondo monte musica notte
  olio oro pane parco pasta pesce piazza pietra porto regalo riva rosa sale sapore sole stella strada terra uva vento
  verde vetro viaggio villa vino vita`);
const DUTCH_NORDIC = words(`
  aarde appel berg bloem boer boot brood dag dans dier dorp eten feest fiets geluk goud groen groot hart hemel hout huis
  kaas klein koffie kunst lente licht liefde maan markt meer melk muziek nacht nieuw noord park reis ring rood school ster
  strand tuin vis vogel vuur water weg wijn wind winkel zee zomer zon barn blomma bok dal fjell fjord gata glad god guld
  himmel hus jul kaffe katt krona lykke mat natt nord ny sjo skog smak snus sol sommar sten stjerne strom svensk tid vann
  vinter`);
const POLISH = words(`
  auto bank biuro biel blask chleb chmura ciepło czas dobry dom domek droga drzewo dzien fabryka foto gora hotel instal
  jezioro kamien kawa klub kolor konie kot krak kuchnia kwiat las lato lekarz lustro maly meble miasto mleko morze muzyka
  niebo nowy obraz ogrod okna oko pies plan plus pole polska praca prawo projekt rower ryba serwis sklep slonce sport
  stal stolarz studio szkola taniec techno trans wakacje wiatr woda wino zdrowie ziemia zima zloty`).filter((word) => /^[a-z]+$/.test(word));
const LANGUAGES = { ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN, DUTCH_NORDIC, POLISH };
const HOME = {
  de: GERMAN, at: GERMAN, ch: GERMAN, fr: FRENCH, be: FRENCH, ca: ENGLISH, it: ITALIAN, es: SPANISH, nl: DUTCH_NORDIC,
  se: DUTCH_NORDIC, nu: DUTCH_NORDIC, dk: DUTCH_NORDIC, no: DUTCH_NORDIC, fi: DUTCH_NORDIC, pl: POLISH, 'com.pl': POLISH,
};

const FIRST_NAMES = words(`
  adam alex alice amy anders andrea anna ben bob carl carlos clara dan david diana elena emma eric eva finn frank grace
  hans helen ivan jack james jan jane jens joe john jose julia karin kate kim lars laura lea leo linda lisa lucas luis
  marco maria mark martin mary mia mike nina nora olaf oliver olga oscar paul peter petra pia ralf rita robert rosa sam
  sara simon sofia stefan steve sven thomas tim tina tom ulla vera victor will yvonne`);
const LAST_NAMES = words(`
  adams andersson bakker bauer becker bell berger bianchi brown carter clark cook costa dubois evans fischer fontana
  garcia gray green hall hansen hill hoffmann hughes jansen johansson jones keller king klein koch kowalski larsen
  lefebvre lopez martin meyer miller moore moreau murphy nielsen nilsson novak olsen parker perez ricci roberts rossi
  russo sanchez schmidt schneider scott silva smith svensson taylor turner visser wagner walker weber white wilson wood
  wright young zimmermann`);
const PLACES = words(`
  amsterdam athens austin barcelona basel berlin bonn boston bristol brno bruges cairns calgary dallas denver dresden
  dublin essen florence fulda geneva genoa ghent graz hamburg hawaii kent kiel krakow leeds leipzig lille linz lisbon
  london lyon madrid mainz malmo manchester miami milano munich nantes napoli nice oslo oxford padova paris perth porto
  prague roma salzburg sevilla sydney tampa texas toronto trier turin ulm utrecht vegas venice verona vienna warsaw wien
  york zurich`);
const SERVICES = words(`
  agency apartments auto bakery bank bau cars catering cleaning clinic coaching construction consulting dental design
  doctor dance events fitness flowers foto garage gardens hair hosting hotel hotels immobilien insurance jobs kitchen
  lawyer limo locksmith marketing massage mode moving music news optik parking pharma photo pizza plumber print
  realestate rental restaurant roofing school security shop solar spa storage taxi tattoo tech tours towing training
  travel tuning tv umzug vet wedding weddings wine yoga`);
const PREFIXES = words('my the get go try we i e be all buy best top pro new one web net eco bio euro inter super smart easy your');
const SUFFIXES = words(`
  online shop store hub lab labs app box zone world group team pro plus net web media tech blog club 24 365 now go ly ify er
  ity io art works house home point base`);
const CONSONANTS = 'bcdfghjklmnprstvwz';
const VOWELS = 'aeiou';
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

// Words that need an A-label, by the languages that use them.
const DIACRITICS = words(`
  müller bäckerei schön grün über köln münchen zürich tür größe straße fußball glück frühstück möbel küche äpfel österreich
  café crème école été forêt château hôtel santé beauté marché bébé déjà père élégance façade garçon noël
  niño señor mañana corazón jardín música montaña pingüino español cañón
  città qualità caffè libertà
  łódź gdańsk żółw święta poznań zdrów źródło kraków ogród ćwiczenia słońce
  göteborg malmö smörgås ängel åkeri björn sjö höst hälsa dröm småland øl køkken brød sjøen træ æble
  český dům škola růže řeka`);
const CYRILLIC = words(`
  москва дом мир свет город авто мебель ремонт строй окна двери магазин цветы такси работа доктор школа спорт река небо
  звезда книга музыка кофе хлеб вода огонь весна лето зима север юг банк право тур отдых дача рыба лес гора`);
const OTHER_SCRIPTS = words(`
  αγορα θαλασσα ηλιος σπιτι μουσικη 日本 東京 桜 寿司 旅行 不動産 中国 北京 上海 商城 网络 音乐 新闻 手机 健康 金融 酒店
  한국 서울 사랑 음악 여행 카페 서점 さくら ひまわり テレビ カメラ ホテル サーフィン
  القاهرة متجر سفر كتاب شمس שלום תקווה กรุงเทพ ตลาด อาหาร भारत संगीत`);

// --- chance -----------------------------------------------------------------------------------------------------------

/** A 32-bit hash of a text: FNV-1a with a final mix. */
function hashText(text, seed) {
  let hash = seed >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  return mix(hash);
}

function mix(value) {
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** The sequence that a seed starts: Marsaglia's xorwow. */
class Chance {
  constructor(seed) {
    this.state = [1, 2, 3, 4, 5].map((i) => mix(seed + Math.imul(i, 0x9e3779b9)) || i);
    this.weyl = mix(seed);
  }

  next() {
    const [x, y, z, w, v] = this.state;
    let t = x ^ (x >>> 2);
    t = v ^ (v << 4) ^ t ^ (t << 1);
    this.state[0] = y;
    this.state[1] = z;
    this.state[2] = w;
    this.state[3] = v;
    this.state[4] = t;
    this.weyl = (this.weyl + 362437) | 0;
    return (t + this.weyl) >>> 0;
  }

  below(count) {
    return Math.floor((this.next() / 4294967296) * count);
  }

  share() {
    return this.next() / 4294967296;
  }

  pick(list) {
    return list[this.below(list.length)];
  }
}

/** A draw from [weight, value] pairs. */
class Weighted {
  constructor(pairs) {
    this.values = pairs.map(([, value]) => value);
    let sum = 0;
    this.limits = pairs.map(([weight]) => (sum += weight));
    this.total = sum;
  }

  draw(chance) {
    const mark = chance.share() * this.total;
    return this.values[this.limits.findIndex((limit) => mark < limit)];
  }
}

// --- labels -----------------------------------------------------------------------------------------------------------

function syllables(chance, count) {
  let text = '';
  for (let i = 0; i < count; i++) text += chance.pick(CONSONANTS) + chance.pick(VOWELS);
  return text;
}

function letters(chance, count, alphabet = LETTERS) {
  let text = '';
  for (let i = 0; i < count; i++) text += chance.pick(alphabet);
  return text;
}

function digits(chance, least, most) {
  return letters(chance, least + chance.below(most - least + 1), '0123456789');
}

const LANGUAGE_LIST = Object.values(LANGUAGES);
const languageOf = (chance, zone) => {
  const home = HOME[zone];
  if (home && chance.share() < 0.6) return home;
  return chance.share() < 0.65 ? ENGLISH : chance.pick(LANGUAGE_LIST);
};
const word = (chance, zone) => chance.pick(languageOf(chance, zone));
const joint = (chance) => (chance.share() < 0.22 ? '-' : '');

const LABELS = new Weighted([
  [26, 'twoWords'], [11, 'threeWords'], [9, 'affixed'], [12, 'brand'], [7, 'wordBrand'], [5, 'person'], [8, 'service'],
  [5, 'wordNumber'], [4, 'number'], [4, 'cvcv'], [3.5, 'llll'], [1.2, 'lll'], [2.5, 'mixed'], [2, 'jumble'], [1.3, 'phrase'],
  [0.5, 'word'],
]);

const MAKERS = {
  word: (c, zone) => word(c, zone),
  twoWords: (c, zone) => {
    const language = languageOf(c, zone);
    return c.pick(language) + joint(c) + c.pick(language);
  },
  threeWords: (c, zone) => {
    const language = languageOf(c, zone);
    const between = c.share() < 0.3 ? '-' : '';
    return [c.pick(language), c.pick(language), c.pick(language)].join(between);
  },
  affixed: (c, zone) => {
    const core = c.share() < 0.6 ? word(c, zone) + (c.share() < 0.5 ? word(c, zone) : '') : syllables(c, 2 + c.below(2));
    return c.share() < 0.5 ? c.pick(PREFIXES) + joint(c) + core : core + joint(c) + c.pick(SUFFIXES);
  },
  brand: (c) => syllables(c, 2 + c.below(3)) + (c.share() < 0.45 ? c.pick(CONSONANTS) : ''),
  wordBrand: (c, zone) => (c.share() < 0.5 ? word(c, zone) + syllables(c, 1 + c.below(2)) : syllables(c, 1 + c.below(2)) + word(c, zone)),
  person: (c) => {
    const end = c.share() < 0.15 ? digits(c, 1, 2) : '';
    return c.pick(FIRST_NAMES) + joint(c) + (c.share() < 0.2 ? c.pick(FIRST_NAMES) + joint(c) : '') + c.pick(LAST_NAMES) + end;
  },
  service: (c, zone) => {
    const extra = c.share() < 0.55 ? word(c, zone) : '';
    const between = c.share() < 0.3 ? '-' : '';
    const parts = c.share() < 0.5 ? [c.pick(PLACES), extra, c.pick(SERVICES)] : [extra, c.pick(SERVICES), c.pick(PLACES)];
    return parts.filter(Boolean).join(between);
  },
  wordNumber: (c, zone) => word(c, zone) + joint(c) + digits(c, 1, 4),
  number: (c) => digits(c, 3, 8),
  cvcv: (c) => (c.share() < 0.7 ? syllables(c, 2) : syllables(c, 1) + c.pick(CONSONANTS) + c.pick(VOWELS) + c.pick(CONSONANTS)),
  llll: (c) => letters(c, c.share() < 0.7 ? 4 : 5),
  lll: (c) => letters(c, c.share() < 0.8 ? 3 : 2),
  mixed: (c) => letters(c, 1 + c.below(3)) + digits(c, 1, 3) + (c.share() < 0.4 ? letters(c, 1 + c.below(2)) : ''),
  jumble: (c) => letters(c, 6 + c.below(9), c.share() < 0.5 ? LETTERS : `${LETTERS}0123456789`),
  phrase: (c, zone) => {
    const language = languageOf(c, zone);
    const between = c.share() < 0.5 ? '-' : '';
    return Array.from({ length: 4 + c.below(4) }, () => c.pick(language)).join(between);
  },
};

const IDN_SHARE = 0.0133; // beside the zones that are IDNs themselves

function idnLabel(chance, zone) {
  const pool = zone === 'xn--p1ai' || chance.share() < 0.12 ? CYRILLIC : chance.share() < 0.75 ? DIACRITICS : OTHER_SCRIPTS;
  const first = chance.pick(pool);
  const kind = chance.share();
  if (kind < 0.15) return first;
  if (pool === OTHER_SCRIPTS) return kind < 0.7 ? first + digits(chance, 1, 4) : `${first}-${chance.pick(ENGLISH)}`;
  if (kind < 0.5) return `${first}${joint(chance)}${chance.pick(pool)}`;
  if (pool === CYRILLIC) return kind < 0.8 ? first + digits(chance, 1, 3) : `${first}-${chance.pick(pool)}-${chance.pick(pool)}`;
  return kind < 0.75 ? first + joint(chance) + word(chance, zone) : word(chance, zone) + joint(chance) + first;
}

/** A label in ASCII, or an empty text when the draw made none that a registry takes. */
function drawLabel(chance, zone) {
  const idn = zone.startsWith('xn--') || chance.share() < IDN_SHARE;
  const label = idn ? domainToASCII(idnLabel(chance, zone)) : MAKERS[LABELS.draw(chance)](chance, zone);
  return label.length >= 2 && label.length <= 63 ? label : '';
}

// --- rows -------------------------------------------------------------------------------------------------------------

function drawNames(rows, seed) {
  const chance = new Chance(hashText(String(seed), 2166136261));
  const zones = new Weighted(ZONES.map(({ weight, zone }) => [weight, zone]));
  const names = new Set();
  // Short labels run out in small zones; more draws then find longer ones, and far too many mean that nothing is left.
  for (let draws = 0; names.size < rows; draws++) {
    if (draws > 50 * rows + 10000) throw new Error('too many rows: the names have run out');
    const zone = zones.draw(chance);
    const label = drawLabel(chance, zone);
    if (label) names.add(`${label}.${zone}`);
  }
  const sorted = Array.from(names);
  names.clear();
  return sorted.sort();
}

const PROFILES = new Map(ZONES.map((profile) => [profile.zone, profile]));

/** Seconds at which a name drops: within the zone's window, at the zone's time of day, after `now`. */
function dropTime(name, now, seed) {
  const { window, timeOfDay } = PROFILES.get(name.slice(name.indexOf('.') + 1));
  const day = hashText(name, seed) % window;
  const time = Math.floor(now / DAY) * DAY + day * DAY + timeOfDay(hashText(name, seed ^ 0x5bd1e995) / 4294967296);
  return time > now ? time : time + DAY;
}

const two = (number) => String(number).padStart(2, '0');

function timeWriter() {
  const days = new Map();
  const clocks = new Array(DAY);
  return (seconds) => {
    const day = Math.floor(seconds / DAY);
    const rest = seconds - day * DAY;
    let date = days.get(day);
    if (date === undefined) days.set(day, (date = new Date(day * DAY * 1000).toISOString().slice(0, 10)));
    clocks[rest] ??= `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
    return `${date} ${clocks[rest]}`;
  };
}

class Report {
  rows = 0;
  idn = 0;
  hyphen = 0;
  digit = 0;
  first = Infinity;
  last = 0;
  zones = {};
  days = {};
  hours = {};
  lengths = {};

  count(name, seconds, text) {
    const dot = name.indexOf('.');
    const label = name.slice(0, dot);
    const bump = (counts, key) => (counts[key] = (counts[key] ?? 0) + 1);
    this.rows++;
    this.first = Math.min(this.first, seconds);
    this.last = Math.max(this.last, seconds);
    if (label.startsWith('xn--')) this.idn++;
    else {
      if (label.includes('-')) this.hyphen++;
      if (/\d/.test(label)) this.digit++;
    }
    bump(this.zones, name.slice(dot + 1));
    bump(this.days, text.slice(0, 10));
    bump(this.hours, text.slice(11, 13));
    bump(this.lengths, label.length);
  }

  toJSON() {
    const byKey = (counts) => Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
    const byCount = (counts) => Object.fromEntries(Object.entries(counts).sort((a, b) => b[1] - a[1]));
    return {
      ...this, zones: byCount(this.zones), days: byKey(this.days), hours: byKey(this.hours), lengths: { ...this.lengths },
    };
  }
}

/** Writes the list through `write(text)` and answers the report. */
export function makeDropList({ rows, seed, now, unquoted = false }, write) {
  const names = drawNames(rows, seed);
  const mixedSeed = hashText(`${seed}/times`, 2166136261);
  const timeText = timeWriter();
  const report = new Report();
  const quote = unquoted ? '' : '"';
  let lines = [];
  for (const name of names) {
    const seconds = dropTime(name, now, mixedSeed);
    const text = timeText(seconds);
    report.count(name, seconds, text);
    lines.push(`${quote}${name}${quote};${text}\n`);
    if (lines.length === 20000) {
      write(lines.join(''));
      lines = [];
    }
  }
  write(lines.join(''));
  return report;
}

function main() {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      now: { type: 'string', default: '2026-11-23T09:00:00Z' },
      out: { type: 'string' },
      unquoted: { type: 'boolean', default: false },
      report: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const rows = Number(values.rows);
  // Without a zone the time is UTC, whatever the zone of the machine.
  const now = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(values.now) ? values.now : `${values.now.replace(' ', 'T')}Z`) / 1000;
  if (!values.out) throw new Error('--out is missing');
  if (!Number.isInteger(rows) || rows < 0) throw new Error('--rows is no number');
  if (Number.isNaN(now)) throw new Error('--now is no time');

  const hash = createHash('sha256');
  const file = openSync(values.out, 'w');
  let bytes = 0;
  const report = makeDropList({ rows, seed: values.seed, now, unquoted: values.unquoted }, (text) => {
    const block = Buffer.from(text, 'latin1');
    hash.update(block);
    for (let done = 0; done < block.length;) done += writeSync(file, block, done);
    bytes += block.length;
  });
  closeSync(file);
  if (!values.report) return;
  const time = timeWriter();
  const { first, last, ...counts } = report.toJSON();
  writeFileSync(values.report, `${JSON.stringify({
    arguments: { rows, seed: values.seed, now: time(now), unquoted: values.unquoted },
    bytes,
    sha256: hash.digest('hex'),
    first: counts.rows ? time(first) : null,
    last: counts.rows ? time(last) : null,
    ...counts,
  }, null, 2)}\n`);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    main();
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
