import { expect, test } from 'vitest';
import { counted } from './counted.ts';
import { pickerLanguages, trackingLanguages, visitLanguages } from './languages.ts';
import { chooseLocale } from './locale.ts';

/** Every text of a module by its path; functions as what they give for a few arguments. */
function textsOf(from: object, path = ''): [string, string][] {
  return Object.entries(from).flatMap(([key, value]: [string, unknown]): [string, string][] => {
    const place = `${path}${key}`;
    if (typeof value === 'object' && value) return textsOf(value, `${place}.`);
    if (typeof value === 'function') return [0, 1, 2, 3, 11, 100].map((count) => [`${place}(${count})`, String(value(count, count))]);
    return [[place, String(value)]];
  });
}

const modules = { picker: pickerLanguages, tracking: trackingLanguages, visit: visitLanguages };

for (const [name, languages] of Object.entries(modules)) {
  test.for(Object.keys(languages))(`${name}: everything is said in %s, in words of its own`, async (language) => {
    const english = textsOf(await languages.en());
    const spoken = textsOf(await languages[language as 'en']());
    expect(spoken.map(([place]) => place)).toEqual(english.map(([place]) => place));
    for (const [place, text] of spoken) {
      expect(text, place).not.toMatch(/undefined|NaN|\[object|#/);
      expect(text.trim(), place).not.toBe('');
    }
    if (language === 'en') return;
    const same = spoken.filter(([, text], index) => /[a-z]{3}/i.test(text) && text === english[index]![1]);
    expect(same.map(([, text]) => text).filter((text) => !['Live', 'Code'].includes(text))).toEqual([]);
  });
}

test('a number takes the noun in the form of its language', () => {
  const minutes = { one: 'دقيقة', two: 'دقيقتان', few: '# دقائق', many: '# دقيقة', other: '# دقيقة' };
  expect([1, 2].map((count) => counted('ar', count, minutes))).toEqual(['دقيقة', 'دقيقتان']);
  expect(counted('ar-EG', 3, minutes)).toBe('٣ دقائق');
  expect(counted('fr', 0, { one: '# arrêt', other: '# arrêts' })).toBe('0 arrêt');
  expect(counted('de', 1200, { other: '# Fenster' })).toBe('1.200 Fenster');
});

test('the first wish that is translated is spoken, nonsense is passed over', () => {
  const languages = { en: 0, de: 0 };
  expect(chooseLocale(['de-AT', 'en'], languages)).toBe('de-AT');
  expect(chooseLocale(['', null, 'not a tag', 'fr', 'de'], languages)).toBe('de');
  expect(chooseLocale(['fr'], languages)).toBe('en');
  expect(chooseLocale(['ar-EG'], pickerLanguages)).toBe('ar-EG');
});
