import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checking } from '../support/recount.ts'
import { type World, world } from '../support/world.ts'
import { stand, whole, wrongIn } from './merging.support.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const UNITS = ['B1', 'B1', 'B2', 'B2', 'B3', 'B1']

type Refused = {
  type: string
  obstacles: { kind: string; keptRowId: string | null; goneRowId: string | null }[]
}

const person = fc.nat(UNITS.length - 1)
const fact = fc.oneof(
  fc.record({ kind: fc.constant('register' as const), who: person, where: fc.nat(2), paid: fc.nat(1000) }),
  fc.record({ kind: fc.constant('credit' as const), who: person, where: fc.nat(2), by: person }),
  fc.record({ kind: fc.constant('nominate' as const), who: person, where: fc.nat(1) }),
  fc.record({ kind: fc.constant('office' as const), who: person, where: fc.nat(2) }),
  fc.record({ kind: fc.constant('skill' as const), who: person, where: fc.nat(2) }),
  fc.record({ kind: fc.constant('belong' as const), who: person, where: fc.nat(2) }),
  fc.record({ kind: fc.constant('teach' as const), who: person, where: fc.nat(2) }),
)
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('merge' as const), kept: person, gone: person }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('part' as const), which: fc.nat(3) }) },
)

type Fact = typeof fact extends fc.Arbitrary<infer T> ? T : never
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
type Stand = Awaited<ReturnType<typeof stand>>

/** An organisation in which the facts have happened. */
async function lived(facts: readonly Fact[]) {
  const o = await w.organisation()
  const officer = await o.person('Officer', { grants: ['owner@ST'] })
  const ids: string[] = []
  for (const [n, unit] of UNITS.entries())
    ids.push((await o.person(`Person ${n}`, { unit, phone: `+9199999${n}0000` })).id)
  const s = await stand(o)
  const seats = new Map<string, string>()
  const seatOf = (f: Fact) => `${f.who}:${f.where}`
  const unitOf = (f: Fact) => UNITS[f.who] ?? 'B1'
  const happen: { [K in Fact['kind']]: (f: Extract<Fact, { kind: K }>, id: string) => Promise<unknown> } = {
    register: async (f, id) => {
      const made = await s.register(id, f.where, unitOf(f))
      if (!made) return
      seats.set(seatOf(f), made)
      if (f.paid > 0) await s.pay(made, f.paid)
      if (f.paid > 500) await s.mark(made)
    },
    credit: async (f) => {
      const at = seats.get(seatOf(f))
      if (at) await s.credit(at, f.by === f.who ? null : (ids[f.by] ?? null))
    },
    nominate: (f, id) => s.nominate(id, f.where, unitOf(f)),
    office: (f, id) => s.office(id, 'B1', `2026-0${f.where + 1}-01`),
    skill: (f, id) => s.skill(id, ['claimed', 'nominated', 'verified'][f.where] ?? ''),
    belong: (_f, id) => s.belong(id),
    teach: (f, id) => s.teach(id, f.where),
  }
  for (const f of facts) await happen[f.kind](f as never, ids[f.who] ?? '')
  return { o, officer, ids, s: s as Stand }
}

const tally = { merged: 0, parted: 0, refused: 0 }

/** Merging and parting by the API; `live` are the merges that stand. */
function hands({ officer, ids }: Awaited<ReturnType<typeof lived>>) {
  const live: string[] = []
  async function part(mergeId: string | undefined) {
    if (!mergeId) return
    const { status, trips } = await officer.post(`/merges/${mergeId}/undoing`)
    expect([201, 409]).toContain(status)
    expect(trips).toBe(1)
    if (status === 201) live.splice(live.indexOf(mergeId), 1)
    tally[status === 201 ? 'parted' : 'refused'] += 1
  }
  async function merge(kept: number, gone: number) {
    if (kept === gone) return
    const draft = { id: v7(), keptId: ids[kept], goneId: ids[gone] }
    let answer = await officer.post<Refused>('/merges', draft)
    if (answer.body.type === '/problems/merge-conflict') {
      const chosen = answer.body.obstacles.flatMap(({ keptRowId }) => keptRowId ?? [])
      answer = await officer.post<Refused>('/merges', { ...draft, chosen })
    }
    expect([201, 404, 409]).toContain(answer.status)
    if (answer.status === 201) live.push(draft.id)
    tally[answer.status === 201 ? 'merged' : 'refused'] += 1
  }
  const take = (one: Step) => (one.kind === 'part' ? part(live[one.which]) : merge(one.kept, one.gone))
  return { live, part, take }
}

test('random merges and partings keep counts, coverage and the ledger; parting all leaves everything as it was', async () => {
  const facts = fc.array(fact, { minLength: 8, maxLength: 30 })
  const check = await checking()
  const steps = fc.array(step, { minLength: 4, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(facts, steps, async (happened, taken) => {
      const life = await lived(happened)
      const { o, s } = life
      const rebuild = (tierId: string) => check(o, tierId)
      const right = { changed: [], unbalanced: [], owed: [], strays: [] }
      expect(await wrongIn(o, rebuild, s.tiers)).toEqual(right)
      const before = await whole(o)
      const { live, part, take } = hands(life)
      for (const one of taken) {
        await take(one)
        expect(await wrongIn(o, rebuild, s.tiers)).toEqual(right)
      }
      for (const mergeId of [...live].reverse()) await part(mergeId)
      expect(live).toEqual([])
      expect(await wrongIn(o, rebuild, s.tiers)).toEqual(right)
      expect(await whole(o)).toEqual(before)
    }),
    { numRuns: 40, endOnFailure: true },
  )
  expect(tally.merged).toBeGreaterThan(40)
  expect(tally.parted).toBeGreaterThan(40)
  expect(tally.refused).toBeGreaterThan(0)
}, 240_000)
