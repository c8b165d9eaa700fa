import type { Random } from '../random.ts';
import type { QuarterStyle } from './municipality.ts';

const TREES = `Acacia Alder Almond Apricot Ash Aspen Balsam Banyan Basswood Bay Beech Birch Boxwood Buckeye Butternut Carob Cedar
Cherry Chestnut Cottonwood Cypress Dogwood Ebony Elder Elm Fig Filbert Fir Gingko Hackberry Hawthorn Hazel Hemlock Hickory Holly
Hornbeam Ironwood Jacaranda Juniper Larch Laurel Lemon Linden Locust Madrone Magnolia Manzanita Maple Mesquite Mulberry Myrtle
Oakwood Olive Orchard Palm Peach Pear Pecan Pepper Persimmon Pine Plum Poplar Quince Redwood Rowan Sassafras Sequoia Spruce
Sumac Sweetgum Sycamore Tamarack Tulip Walnut Willow Yew Yucca`.split(/\s+/);

const PEOPLE = `Abbott Alvarado Anders Ashby Bancroft Barlow Bartlett Bellamy Benson Birdsall Blake Brannan Brewer Calhoun Camden
Carver Castillo Chandler Chavez Clifton Colby Conway Crane Dawson Delgado Dexter Dunbar Eastman Ellsworth Emery Everett Fallon Farrell
Fielding Fletcher Fontaine Foster Galindo Garrett Gilman Graham Hadley Halpern Harlan Hastings Haven Hobart Hollis Ingram Jarvis Jensen
Kearny Kellogg Kingsley Lambert Langley Lawton Lindgren Lockwood Lowell Marchetti Marlow Mercer Merritt Middleton Montoya Moss Nakano
Navarro Newell Norris Ogden Okafor Ortega Osgood Parker Peralta Phelps Pierce Prescott Quincy Ramsey Redding Rhodes Rosales Russell
Salazar Sandoval Sawyer Seaver Sheldon Sinclair Soto Stanton Sutter Talbot Tanaka Thornton Tilden Trask Turner Upton Valdez Vance Vargas
Wakefield Walton Warfield Webster Weller Whitman Winslow Wolcott Wyatt Yamada York Zimmer`.split(/\s+/);

const NATURE = `Amber Arroyo Avocet Badger Bluebell Bobcat Bonita Bridle Brook Canyon Cardinal Chaparral Clover Condor Coral Cormorant
Coyote Creek Crescent Curlew Daisy Deer Delta Dune Eagle Egret Fairway Falcon Fawn Fern Finch Foothill Fox Garnet Glen Goldfinch Granite
Grove Gull Harrier Harvest Heather Heron Hilltop Indigo Iris Jade Jasmine Kestrel Kingfisher Lagoon Larkspur Lavender Lichen Lilac Lily
Lupine Mallard Marigold Marsh Meadow Mesa Mission Monarch Moraga Opal Orchid Oriole Osprey Otter Overlook Pebble Pelican Petrel Pheasant
Plover Poppy Prairie Primrose Quail Quarry Rail Ranch Raven Reed Ridge Ripple Robin Rose Saddle Sage Sandpiper Sapphire Sierra Skylark
Snowy Sparrow Spring Stonegate Summit Sunrise Swallow Teal Tern Thistle Thrush Topaz Valley Verbena Violet Vista Warbler Wren Yarrow`.split(/\s+/);

const AVENUES = `Bayview Broadmoor Calaveras Centennial Contra Estuary Grand Harbor Liberty Lakeside Mariner Meridian Millbrook
Northgate Pacific Pioneer Railroad Rancho Salinas Seminary Shellmound Southgate Stonebrook Tidewater University Washington Westgate
Windsor Embarcadero Encinal Fairview Fruitridge Highland Hesperia Industrial Junction Keystone Lakeshore Mandela Niles Ardenwood Cherryland
Palomares Solano Tamalpais Trestle Union Decoto Alvarez Winton Tennyson Jackson Sycamore Stevenson Mowry Thornwood Auburn Driscoll Durham
Grimmer Paseo Warren Marina Davis Bockman Lewelling Ashland Dolores Estudillo Fairmount Dutton Hegenberg Edgewater Coolidge Fruitdale
Piedra Rockridge Claremore Alcatraz Stanford Adeline Hollister Peladeau Powell Cutting Gilmore Cedarwood Allston Dwight Shattock Sacramento
Telegram Macarthur Skyview Redwood Joaquin Lincoln Monterey Leimert Park Oakmore Trestle Claribel Seaview Bristol Granada Cordova Valencia`.split(/\s+/);

const ORDINALS: readonly (readonly [last: number, suffix: string])[] = [[1, 'st'], [2, 'nd'], [3, 'rd']];

function ordinal(value: number): string {
  const teen = value % 100 >= 11 && value % 100 <= 13;
  return `${value}${teen ? 'th' : (ORDINALS.find(([last]) => value % 10 === last)?.[1] ?? 'th')}`;
}

/** Usual endings by style: for streets along the blocks and for those across. */
const ENDINGS: Readonly<Record<QuarterStyle, readonly [along: readonly string[], across: readonly string[]]>> = {
  dense: [['St'], ['Ave']],
  town: [['Ave', 'St'], ['St', 'Ave', 'Way']],
  suburb: [['Dr', 'Way', 'Ave'], ['Ct', 'Ln', 'Pl', 'Ter', 'Way']],
  hills: [['Dr', 'Rd', 'Way'], ['Ln', 'Ter', 'Ct', 'Rd']],
  industry: [['St', 'Way'], ['Rd', 'Dr']],
};
const MORE_ENDINGS = ['St', 'Ave', 'Way', 'Dr', 'Ln', 'Pl', 'Ct', 'Ter', 'Rd', 'Cir'];

/** Hands out street names, each once per municipality; names of through streets once in the whole city. */
export class StreetNames {
  readonly #random: Random;
  readonly #taken = new Set<string>();
  readonly #throughNames: string[];
  readonly #words: readonly string[];
  readonly #nextNumber = new Map<string, number>();

  constructor(random: Random) {
    this.#random = random;
    this.#throughNames = random.shuffle([...new Set(AVENUES)]);
    this.#words = [...TREES, ...PEOPLE, ...NATURE];
  }

  /** A name for an arterial or a collector. Throws when the list is used up, which a larger city would need to extend. */
  through(endings: readonly string[]): string {
    const word = this.#throughNames.pop();
    if (!word) throw new Error('street names: the list of through street names is used up; add words to AVENUES.');
    const name = `${word} ${this.#random.pick(endings)}`;
    this.#taken.add(name);
    return name;
  }

  /** A name not yet used in the municipality. `family` 0 runs along the blocks, 1 across. */
  local(municipality: string, style: QuarterStyle, family: 0 | 1): string {
    for (let attempt = 0; attempt < 60; attempt++) {
      const endings = attempt < 20 ? ENDINGS[style][family] : MORE_ENDINGS;
      const name = `${this.#random.pick(this.#words)} ${this.#random.pick(endings)}`;
      if (this.#take(municipality, name)) return name;
    }
    for (const side of ['North', 'South', 'East', 'West']) {
      for (const word of this.#words) {
        const name = `${side} ${word} ${this.#random.pick(MORE_ENDINGS)}`;
        if (this.#take(municipality, name)) return name;
      }
    }
    throw new Error(`street names: no free name left in ${municipality}; add words.`);
  }

  /** The next number of a municipality's numbered streets ("12th St") or avenues ("12th Ave"). */
  numbered(municipality: string, ending: 'St' | 'Ave'): string {
    const key = `${municipality}/${ending}`;
    const value = this.#nextNumber.get(key) ?? 2;
    this.#nextNumber.set(key, value + 1);
    return `${ordinal(value)} ${ending}`;
  }

  #take(municipality: string, name: string): boolean {
    const key = `${municipality}/${name}`;
    if (this.#taken.has(key) || this.#taken.has(name)) return false;
    this.#taken.add(key);
    return true;
  }
}
