import fc from 'fast-check'
import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { party } from '../support/group.ts'
import { type World, world } from '../support/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const RUNS = 5

type Party = Awaited<ReturnType<typeof party>>

const rule = fc.oneof(
  fc.record({ percent: fc.integer({ min: 1, max: 100 }), fromNth: fc.integer({ min: 2, max: 4 }) }),
  fc.record({ amountMinor: fc.integer({ min: 1, max: 300_000 }), fromNth: fc.integer({ min: 2, max: 4 }) }),
  fc.record({ percent: fc.integer({ min: 1, max: 100 }) }),
)
const plan = fc.record({
  feeMinor: fc.integer({ min: 10_000, max: 200_001 }),
  rules: fc.array(rule, { maxLength: 3 }),
  /** For each person: what of his fee is waived, and what goes back of his share, in percent. */
  people: fc.array(
    fc.record({ waived: fc.integer({ min: 0, max: 90 }), back: fc.integer({ min: 0, max: 100 }) }),
    { minLength: 2, maxLength: 4 },
  ),
})

const owedOf = async (p: Party, id: string) =>
  Number((await p.o.rows(`select owed_minor as n from owed_dues where registration_id = '${id}'`))[0]?.n)

async function waive(p: Party, registrationId: string, amountMinor: number) {
  const approvalId = v7()
  const reason = 'Cannot pay this year'
  await p.treasurer.post(`/registrations/${registrationId}/waivers`, { approvalId, amountMinor, reason })
  await p.approver.post(`/approvals/${approvalId}/decision`, { decision: 'approved' })
}

test('whatever the rules of fees, waivers and partial refunds: a group is charged the sum of its lines, and no line gives back more than came', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async ({ feeMinor, rules, people }) => {
      const p = await party(w, { feeMinor })
      const named = rules.map((one, at) => ({ nameEn: `Rule ${at}`, nameHi: `नियम ${at}`, ...one }))
      await p.o.db.execute({
        sql: 'insert into fee_rules (of_id, rules, set_by, set_at) values (?, ?, ?, 0)',
        args: [p.workshop.id, JSON.stringify(named), p.officer.id],
      })
      const seats = await p.seats(people.length)
      for (const [at, { id }] of seats.entries()) {
        const part = Math.floor(((await owedOf(p, id)) * (people[at]?.waived ?? 0)) / 100)
        if (part > 0) await waive(p, id, part)
      }
      const owed = await Promise.all(seats.map(({ id }) => owedOf(p, id)))
      const total = owed.reduce((sum, one) => sum + one, 0)
      const { body, session } = await p.open(seats.map(({ id }) => id))
      expect(body.totalMinor).toBe(total)
      expect(w.stripe.sim.object('checkout.session', session)).toMatchObject({ amount_total: total })
      w.stripe.sim.pay(session)
      await w.settled()
      const { lines } = (await p.group(body.id)).body
      expect(lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(total)
      expect(new Map(lines.map((line) => [line.registrationId, line.amountMinor]))).toEqual(
        new Map(seats.map(({ id }, at) => [id, owed[at]])),
      )
      let back = 0
      for (const [at, { id }] of seats.entries()) {
        const line = lines.find(({ registrationId }) => registrationId === id)
        const share = Math.floor(((line?.amountMinor ?? 0) * (people[at]?.back ?? 0)) / 100)
        if (!line?.paymentId || share === 0) continue
        expect((await p.giveBack(line.paymentId, share)).status).toEqual([201, 200])
        const more = {
          approvalId: v7(),
          amountMinor: line.amountMinor - share + 1,
          way: 'stripe',
          reason: 'More',
        }
        expect((await p.treasurer.post(`/payments/${line.paymentId}/refunds`, more)).status).toBe(409)
        back += share
      }
      await expect
        .poll(p.sums, { timeout: 10_000 })
        .toEqual({ unbalanced: 0, sum: 0, came: total - back, paid: total, suspense: 0 })
      const after = (await p.group(body.id)).body.lines
      expect(after.every((line) => line.refundedMinor <= line.amountMinor)).toBe(true)
      expect(after.reduce((sum, line) => sum + line.refundedMinor, 0)).toBe(back)
    }),
    { numRuns: RUNS, seed: 26 },
  )
}, 180_000)
