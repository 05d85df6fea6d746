import type { Client } from '@libsql/client'
import { v7 } from 'uuid'
import { dayOf } from '../../worker/platform/calendar.ts'
import { median, type Say, two } from './figures.ts'
import { measureReads } from './reads.ts'
import { founded, levelsOf, onSizes, type Standing as Sized } from './sizes.ts'

const ROUNDS = 15
const CONSTITUENCIES = 4
/** A whole state of 65,400 booths, and a tenth of it; the district that moves has 1,200 booths in both. */
const SIZES = { 'a tenth': 5.45, full: 54.5 } as const
const IN_DISTRICT = 1_200

const PLACES = [
  ['Rampur', 'रामपुर'],
  ['Sundarpur', 'सुंदरपुर'],
  ['Lalganj', 'लालगंज'],
  ['Bhimgarh', 'भीमगढ़'],
  ['Kishanpur', 'किशनपुर'],
  ['Devgaon', 'देवगांव'],
  ['Chandrakot', 'चंद्रकोट'],
] as const

let named = 0
function nameOf(code: string, level: string) {
  named += 1
  const [en, hi] = PLACES[named % PLACES.length] ?? PLACES[0]
  const number = code.replace(/\D+/g, ' ').trim()
  return level === 'booth'
    ? { nameEn: `Booth ${number} ${en}`, nameHi: `बूथ ${number} ${hi}` }
    : { nameEn: `${en} ${number}`, nameHi: `${hi} ${number}` }
}

/** A state of so many districts of 1,200 booths. */
export function* tree(districts: number) {
  const unit = (code: string, parentCode: string | null, level: string) => ({
    code,
    parentCode,
    level,
    ...nameOf(code, level),
  })
  yield unit('ST', null, 'state')
  for (const division of ['V1', 'V2']) yield unit(division, 'ST', 'division')
  let booths = Math.round(districts * IN_DISTRICT)
  for (let d = 1; booths > 0; d++) {
    yield unit(`D${d}`, `V${1 + (d % 2)}`, 'district')
    for (let c = 1; c <= CONSTITUENCIES; c++) {
      yield unit(`D${d}C${c}`, `D${d}`, 'constituency')
      for (let b = 1; b <= IN_DISTRICT / CONSTITUENCIES && booths > 0; b++, booths--)
        yield unit(`D${d}C${c}B${b}`, `D${d}C${c}`, 'booth')
    }
  }
}

/** An organisation with one person and one nomination in every booth, so that coverage moves along. */
async function fill(db: Client, slug: string, districts: number, now: number) {
  const levels = levelsOf('state', 'division', 'district', 'constituency', 'booth')
  const shape = { levels, units: () => tree(districts), wings: [], offices: [] }
  const { tenant, ownerId } = await founded(db, slug, shape, now)
  const people = tenant.level('booth').map((booth) => tenant.invent(booth))
  await tenant.insert('people', people.map(({ row }) => row) as never)
  const names = { name_en: 'Bench', name_hi: 'माप' }
  const [programmeId, tierId] = [v7(), v7()]
  await tenant.insert('programmes', [
    { id: programmeId, ...names, starts_on: '2026-01-01', ends_on: '2030-01-01', created_at: now },
  ])
  await tenant.insert('tiers', [
    {
      id: tierId,
      programme_id: programmeId,
      position: 1,
      ...names,
      host_level_id: 'district',
      trainee_level_id: 'booth',
      taught_by: 'guest',
      planned: 0,
      minimum: 1,
      target: 1,
      maximum: 9,
      batch_size: 40,
      days: 1,
      hours_per_day: 6,
      pass_days: 1,
    },
  ])
  await tenant.insert(
    'nominations',
    people.map(({ id, unit }) => ({
      id: v7(),
      tier_id: tierId,
      person_id: id,
      unit_id: unit.id,
      nominated_at: now,
    })),
  )
  // The floor: the same rows with the same indexes and nothing that follows from them.
  await db.executeMultiple(`
    create table bare_units (id text primary key, code text unique, parent_id text, level_id text, path text unique, closed_on text);
    insert into bare_units select id, code, parent_id, level_id, path, closed_on from units;
    create index bare_by_parent on bare_units (parent_id, code);
    create index bare_by_level on bare_units (level_id, path);`)
  return { tenant, ownerId, tierId }
}

/** Moves the paths of a subtree in the bare table. */
const bareMove = (db: Client, from: string, to: string, id: string) =>
  db.batch(
    [
      { sql: 'update bare_units set parent_id = ? where id = ?', args: [to.split('/').at(-2) ?? '', id] },
      {
        sql: "update bare_units set path = ? || substr(path, ?) where path >= ? and path < ? || '~'",
        args: [to, from.length + 1, `${from}${id}/`, `${from}${id}/`],
      },
    ],
    'write',
  )

async function sizesOf({ db, tenant, call, trips }: Standing) {
  const [district, one, other] = [tenant.unit('D1'), tenant.unit('V1'), tenant.unit('V2')]
  const [own, bare, previews]: [number[], number[], number[]] = [[], [], []]
  const on = dayOf(Date.now() / 1000, 'Asia/Kolkata')
  let tripped = 0
  for (let round = 0; round < ROUNDS * 2; round++) {
    const [from, to] = round % 2 === 0 ? [other, one] : [one, other]
    let began = performance.now()
    await bareMove(db, from.path, to.path, district.id)
    bare.push(performance.now() - began)
    began = performance.now()
    await call('POST', `/units/${district.id}/move/preview`, { on, parentId: to.id })
    previews.push(performance.now() - began)
    const before = await trips()
    began = performance.now()
    await call('POST', `/units/${district.id}/move`, { id: v7(), on, parentId: to.id })
    own.push(performance.now() - began)
    tripped = (await trips()) - before
  }
  return { own: median(own), bare: median(bare), preview: median(previews), trips: tripped }
}

/** A whole state's tree, or a tenth of one, with a Worker of its own to ask. */
export type Standing = Sized<Awaited<ReturnType<typeof fill>>>

/** Builds a tenth of a state and a whole one, one after the other, and measures each. */
export const onTrees = (name: string, print: Say, measure: (standing: Standing, say: Say) => Promise<void>) =>
  onSizes({ name, sizes: SIZES }, print, fill, measure)

/** Reads of the tree, and moving a district of 1,200 booths, in a whole state and in a tenth of one, beside its floor: the bare rows rewritten. */
export const measureTree = (print: Say) =>
  onTrees('tree', print, async (standing, say) => {
    const { size, tenant, call } = standing
    await measureReads(standing, say)
    const { own, bare, preview, trips: tripped } = await sizesOf(standing)
    say({
      bench: `move a district of 1,200 booths, ${size}`,
      units: tenant.level('booth').length,
      productMs: two(own),
      previewMs: two(preview),
      floorMs: two(bare),
      ratio: two(bare / own),
      trips: tripped,
    })
    const level = { id: 'mandal', nameEn: 'Mandal', nameHi: 'मंडल' }
    const beginning = { way: 'each', suffix: 'M' }
    const change = { id: v7(), on: dayOf(Date.now() / 1000, 'Asia/Kolkata') }
    const began = performance.now()
    await call('POST', '/levels', { ...change, level, aboveId: 'booth', beginning })
    const inserted = performance.now()
    await call('POST', `/tree-changes/${change.id}/undoing`, { id: v7(), on: change.on })
    say({
      bench: `insert a level above all booths, and undo it, ${size}`,
      units: tenant.level('booth').length,
      productMs: two(inserted - began),
      undoMs: two(performance.now() - inserted),
    })
  })
