import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { searchText, soundKey } from '../../worker/hierarchy/names.ts'
import { cascade } from '../support/cascade.ts'
import { brought, tableOf } from '../support/importing.ts'
import type { TestOrganisation } from '../support/organisation.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

type Part = { csv: string; rows: number; after: string | null }
const KINDS = ['units', 'people', 'offices', 'trainings'] as const

/** Letters as names have them, with what tables stumble over. */
const name = fc
  .array(fc.constantFrom('A', 'sha', 'नया', ' ', ',', '"', ';', '=', '+1', '-', "'", '1', 'Ö', '&<'), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.join('').replace(/\s+/g, ' ').trim())
  // An import takes no name that a program would run, nor one without a letter.
  .filter((text) => /[A-Za-zन]/.test(text) && !/^[=+@]/.test(text) && !/^'+[=+\-@]/.test(text))
const person = fc.record({
  en: name,
  hi: name,
  guardian: fc.option(name),
  unit: fc.nat(),
  phone: fc.option(fc.integer({ min: 10_000, max: 99_999 }).map((n) => `+9199999${n}`)),
  gender: fc.constantFrom('female', 'male', 'other', null),
  born: fc.option(fc.integer({ min: 1940, max: 2005 })),
  reads: fc.constantFrom(0, 1, null),
  wing: fc.boolean(),
  skills: fc.uniqueArray(fc.constantFrom('it', 'speech', 'song'), { maxLength: 3 }),
  office: fc.boolean(),
  trained: fc.option(fc.constantFrom('2022', '2023-04', '2024-05-06')),
})
const units = fc.array(
  fc.record({
    en: name,
    hi: name,
    aliases: fc.array(fc.constantFrom('Nagar', 'नगर', 'Old one'), { maxLength: 2 }),
  }),
  {
    minLength: 1,
    maxLength: 6,
  },
)
const everything = fc.record({ units, people: fc.array(person, { minLength: 1, maxLength: 8 }) })

async function founded() {
  const o = await w.organisation({ units: ['ST'] })
  await o.db.executeMultiple(`insert into office_kinds values ('president', 'President', 'अध्यक्ष');
    insert into wings values ('youth', 'Youth', 'युवा');`)
  const plan = await cascade(o)
  const owner = await o.person('Owner', { grants: ['owner@ST'] })
  await o.db.execute({ sql: "update people set external_code = 'OWNER' where id = ?", args: [owner.id] })
  return { o, plan, owner }
}

async function filled({ o, plan }: Awaited<ReturnType<typeof founded>>, made: Made) {
  const ids: string[] = []
  for (const [at, unit] of made.units.entries()) {
    const id = v7()
    ids.push(id)
    await o.db.execute({
      sql: `insert into units (id, code, parent_id, level_id, path, name_en, name_hi, aliases, search_text, created_at)
        select ?, ?, id, 'district', path || ? || '/', ?, ?, ?, ?, 1 from units where code = 'ST'`,
      args: [
        id,
        `D${at}`,
        id,
        unit.en,
        unit.hi,
        JSON.stringify([...new Set(unit.aliases)]),
        searchText([unit.en]),
      ],
    })
  }
  for (const [at, p] of made.people.entries()) {
    const [id, unit] = [v7(), ids[p.unit % ids.length] ?? '']
    await o.db.batch(
      [
        {
          sql: `insert into people (id, unit_id, name_en, name_hi, guardian_name, gender, born_year, phone, can_read,
            external_code, search_text, sound_key, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)`,
          args: [
            id,
            unit,
            p.en,
            p.hi,
            p.guardian,
            p.gender,
            p.born,
            p.phone,
            p.reads,
            `K-${at}`,
            searchText([p.en, p.hi]),
            soundKey([p.en, p.hi]),
          ],
        },
        ...(p.wing ? [{ sql: "insert into wing_members values (?, 'youth')", args: [id] }] : []),
        ...p.skills.map((skill) => ({
          sql: "insert into skills (person_id, skill, state, said_at) values (?, ?, 'claimed', 1)",
          args: [id, skill],
        })),
        ...(p.office
          ? [
              {
                sql: "insert into offices (id, person_id, unit_id, kind_id, from_on) values (?, ?, ?, 'president', '2025-01-02')",
                args: [v7(), id, unit],
              },
            ]
          : []),
        ...(p.trained
          ? [
              {
                sql: `insert into prior_trainings (id, person_id, tier_id, unit_id, on_day, place, certificate, recorded_by,
                  recorded_at) values (?, ?, ?, ?, ?, ?, 'C-1', 'x', 1)`,
                args: [v7(), id, plan.tierId(2), unit, p.trained, p.en],
              },
            ]
          : []),
      ],
      'write',
    )
  }
}
type Made = typeof everything extends fc.Arbitrary<infer T> ? T : never

/** What comes out of an organisation, table by table; rows in an order of their own. */
async function exported(owner: Awaited<ReturnType<TestOrganisation['person']>>) {
  const texts = await Promise.all(
    KINDS.map(async (kind) => (await owner.post<Part>(`/${kind}/export`, { reason: 'A copy' })).body.csv),
  )
  const sorted = texts.map((csv) =>
    csv
      .trimEnd()
      .split('\r\n')
      .filter((line) => !line.startsWith('# exported'))
      .toSorted(),
  )
  return { texts, sorted }
}

test('what is exported, imported into a fresh organisation and exported again is the same', async () => {
  await fc.assert(
    fc.asyncProperty(everything, async (made) => {
      const one = await founded()
      await filled(one, made)
      const first = await exported(one.owner)
      const two = await founded()
      for (const [at, kind] of KINDS.entries()) {
        if (first.sorted[at]?.length === 1) continue
        const table = await tableOf(kind, first.texts[at] ?? '')
        const told = await brought(two.owner, { kind, unitId: two.o.unitId('ST'), table })
        expect([kind, told.refused, told.kept]).toEqual([kind, 0, 0])
      }
      expect((await exported(two.owner)).sorted).toEqual(first.sorted)
    }),
    { numRuns: 12 },
  )
}, 240_000)
