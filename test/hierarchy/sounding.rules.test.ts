import { expect, test } from 'vitest'
import { biharUnits } from '../../db/seed/tables/bihar.ts'
import { madhyaPradeshGovernmentUnits, madhyaPradeshPartyUnits } from '../../db/seed/tables/madhya-pradesh.ts'
import { rajasthanUnits } from '../../db/seed/tables/rajasthan.ts'
import { searchQuery, searchText } from '../../worker/hierarchy/names.ts'

/** How the whole of a name sounds: the last word of what it is found by. */
const soundOf = (name: string) => searchText([name]).split(' ').at(-1)

test.each([
  ['Ashok Nagar', 'अशोकनगर'],
  ['Ashoknagar', 'अशोक नगर'],
  ['Rewa', 'रीवा'],
  ['Chhindwara', 'छिंदवाड़ा'],
  ['Narsinghpur', 'नरसिंहपुर'],
  ['Burhanpur', 'बुरहानपुर'],
  ['Seoni', 'सिवनी'],
  ['Deori', 'देवरी'],
  ['Khategaon', 'खातेगांव'],
  ['Ramgarh', 'रामगढ'],
  ['Birpur', 'वीरपुर'],
  ['Laxmi', 'लक्ष्मी'],
  ['Krishna', 'कृष्णा'],
  ['Chand', 'चाँद'],
])('%s and %s sound alike', (latin, devanagari) => expect(soundOf(latin)).toBe(soundOf(devanagari)))

test.each([
  ['Sagar', 'Satna'],
  ['Guna', 'Gwalior'],
  ['Bhopal', 'Bhind'],
  ['Ashok Nagar', 'Shivpuri'],
  ['Mandla', 'Mandsaur'],
])('%s and %s do not', (one, other) => expect(soundOf(one)).not.toBe(soundOf(other)))

test('of some 2,300 names of the demo organisations more than nine in ten sound alike in both scripts', () => {
  const units = [madhyaPradeshGovernmentUnits, madhyaPradeshPartyUnits, biharUnits, rajasthanUnits].flatMap(
    (all) => [...all()],
  )
  const names = new Map(units.filter(({ nameEn }) => !/\d/.test(nameEn)).map((unit) => [unit.nameEn, unit]))
  const alike = [...names.values()].filter(({ nameEn, nameHi }) => soundOf(nameEn) === soundOf(nameHi))
  expect(names.size).toBeGreaterThan(2000)
  expect(alike.length / names.size).toBeGreaterThan(0.93)
})

test('numbers have no sound: booth 12 is not booth 99', () => {
  expect(searchText(['Booth 12'])).toBe('booth zvt 12')
  expect(searchQuery('Booth 12')).toBe('("booth" * OR "zvt" *) AND "12" *')
  expect(searchQuery(' -- ')).toBeUndefined()
})
