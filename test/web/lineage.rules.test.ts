import { expect, test } from 'vitest'
import type { Link } from '../../web/credentials/api.ts'
import { levelsOf } from '../../web/credentials/chain.ts'
import { byTime } from '../../web/teaching/batches.ts'

type Teacher = Link['trainedBy'][number]
const teacher = (id: string, credentialId: string | null, name = id): Teacher => ({
  id,
  nameEn: name,
  nameHi: name,
  credentialId,
})
const link = (id: string, step: number, trainedBy: Teacher[]) =>
  ({ credentialId: id, step, trainedBy, person: { id, nameEn: id, nameHi: id } }) as unknown as Link

test('a line is told from the first hall down: the guest, the trainer, the holder', () => {
  const chain = [link('holder', 0, [teacher('meera', 'meera')]), link('meera', 1, [teacher('guest', null)])]
  expect(
    levelsOf(chain).map(({ step, roots, links }) => [
      step,
      roots.map(({ id }) => id),
      links.map(({ credentialId }) => credentialId),
    ]),
  ).toEqual([
    [2, ['guest'], []],
    [1, [], ['meera']],
    [0, [], ['holder']],
  ])
})

test('two trainers taught by one guest: he stands once, they beside each other; a nameless teacher is left out', () => {
  const guest = teacher('guest', null)
  const chain = [
    link('holder', 0, [teacher('a', 'a'), teacher('b', 'b')]),
    link('a', 1, [guest]),
    link('b', 1, [guest, teacher('x', null, '')]),
  ]
  expect(levelsOf(chain).map(({ roots, links }) => [roots.length, links.length])).toEqual([
    [1, 0],
    [0, 2],
    [0, 1],
  ])
})

test('batches are told by time: of two days one is today, the nearest comes first, the latest is over first', () => {
  const batch = (startsOn: string, endsOn = startsOn) => ({ startsOn, endsOn })
  const told = byTime(
    [
      batch('2026-12-09'),
      batch('2026-11-21', '2026-11-22'),
      batch('2026-10-01'),
      batch('2026-11-30'),
      batch('2026-11-20'),
    ],
    '2026-11-22',
  )
  expect(told.running.map(({ startsOn }) => startsOn)).toEqual(['2026-11-21'])
  expect(told.coming.map(({ startsOn }) => startsOn)).toEqual(['2026-11-30', '2026-12-09'])
  expect(told.past.map(({ startsOn }) => startsOn)).toEqual(['2026-11-20', '2026-10-01'])
})
