import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { AddressFileError, readOpenAddresses } from './open-addresses.ts';

const HEADER = 'LON,LAT,NUMBER,STREET,UNIT,CITY,DISTRICT,REGION,POSTCODE,ID';
const read = (text: string) => Array.fromAsync(readOpenAddresses(Readable.from([text]), { region: 'CA' }));

it('reads number and street as line 1, and fills the region', async () => {
  expect(await read(`${HEADER}\n-122.26,37.77,1216,SANTA CLARA AV,,ALAMEDA,,,94501,72-369-6\n`)).toEqual([
    { line1: '1216 SANTA CLARA AV', city: 'ALAMEDA', region: 'CA', postalCode: '94501', country: 'US', position: { latitude: 37.77, longitude: -122.26 } },
  ]);
});

it('takes columns in any order and case, a byte order mark, and Windows line ends', async () => {
  const [address] = await read('\uFEFFstreet,number,lat,lon,postcode,region\r\nOAK ST,5,37.8,-122.2,94607,NV\r\n');
  expect(address).toMatchObject({ line1: '5 OAK ST', region: 'NV', city: '', postalCode: '94607' });
});

it('leaves out what can not be looked up, and goes on after a broken row', async () => {
  const rows = [
    '-122.26,37.77,,NO NUMBER ST,,ALAMEDA,,,94501,a',
    '-122.26,37.77,12,,,ALAMEDA,,,94501,b',
    ',,12,NOWHERE ST,,ALAMEDA,,,94501,c',
    '-222,37.77,12,OFF THE WORLD ST,,ALAMEDA,,,94501,d',
    'west,north,12,WORDS ST,,ALAMEDA,,,94501,e',
    '-122.26,37.77,12,NEITHER ST,,,,,,f',
    '-122.26,37.77,12,"BROKEN" ST,,ALAMEDA,,,94501,g',
    '-122.26,37.77,12,GOOD ST,,ALAMEDA,,,94501,h',
  ];
  expect((await read([HEADER, ...rows].join('\n'))).map((address) => address.line1)).toEqual(['12 GOOD ST']);
});

it('refuses a file that is no address file, naming what is missing', async () => {
  await expect(read('Name,Email\n#1001,a@b.example\n')).rejects.toThrow(AddressFileError);
  await expect(read('LON,LAT,STREET\n1,2,X\n')).rejects.toThrow(/no column NUMBER/);
});
