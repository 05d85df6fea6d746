import { expect, test } from 'vitest'
import { soundKey } from '../../worker/hierarchy/names.ts'
import { type Compared, LIKELY, likeness } from '../../worker/people/duplicates/rules.ts'

const person = (name: string, more: Partial<Compared> = {}): Compared => ({
  soundKey: soundKey([name]),
  path: '/st/d1/b1/',
  guardianKey: null,
  guardianName: null,
  gender: null,
  bornYear: null,
  phone: null,
  code: null,
  ...more,
})
const father = (name: string) => ({ guardianName: name, guardianKey: soundKey([name]) })

test.each([
  ['Sunil Kumar Yadav', 'सुनील यादव'],
  ['Shri Ramesh Sharma', 'रमेश शर्मा'],
  ['Laxmi Bai Patel', 'लक्ष्मी पटेल'],
  ['Dr. Ashok Verma', 'Ashok Varma'],
])('%s and %s have one sound', (one, other) => expect(soundKey([one])).toBe(soundKey([other])))

test.each([
  ['one name in one booth', person('Sunil Yadav'), person('सुनील कुमार यादव'), true],
  [
    'one name and father, far apart',
    person('Sunil Yadav', father('Ram Yadav')),
    person('सुनील यादव', { ...father('राम यादव'), path: '/st/d2/b9/' }),
    true,
  ],
  [
    'one name and phone',
    person('Sunil Yadav', { phone: '1' }),
    person('Sunil Yadav', { phone: '1', path: '/st/d2/b9/' }),
    true,
  ],
  [
    'a letter apart with one phone and booth',
    person('Sunita Yadav', { phone: '1' }),
    person('Sumita Yadav', { phone: '1' }),
    true,
  ],
  [
    'one name in another district',
    person('Sunil Yadav'),
    person('Sunil Yadav', { path: '/st/d2/b9/' }),
    false,
  ],
  [
    'namesakes with other fathers',
    person('Sunil Yadav', father('Ram Yadav')),
    person('Sunil Yadav', father('Mohan Yadav')),
    false,
  ],
  [
    'a family with one phone',
    person('Sunil Yadav', { phone: '1' }),
    person('Geeta Yadav', { phone: '1' }),
    false,
  ],
  [
    'father and son born 25 years apart',
    person('Sunil Yadav', { bornYear: 1960 }),
    person('Sunil Yadav', { bornYear: 1985 }),
    false,
  ],
  [
    'brother and sister of one sound',
    person('Kiran Yadav', { gender: 'male' }),
    person('Kiran Yadav', { gender: 'female' }),
    false,
  ],
] as const)('%s: asked about is %s', (_case, one, other, asked) => {
  expect(likeness(one, other).score >= LIKELY).toBe(asked)
  expect(likeness(other, one)).toEqual(likeness(one, other))
})
