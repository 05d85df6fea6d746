import { Hono } from 'hono'
import * as z from 'zod'
import { type Asking, record } from '../../platform/audit.ts'
import { type Actor, type Holds, may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import type { TenantDb } from '../../platform/sql.ts'
import { rulesOf, standingOf } from './prices.ts'
import { type FeesOf, feesPage, peopleAlike, setFees } from './queries.ts'
import { type FeeRule, priceBy, priceFor } from './rules.ts'
import { Fees, FeesEdit, FeesPreview, FeesTried } from './shapes.ts'

const WorkshopId = z.object({ workshopId: z.uuid() })
const TierId = z.object({ tierId: z.uuid() })

type Asked = Asking & { var: { actor: Actor; db: TenantDb; holds: Holds } }
type Page = ReturnType<typeof feesPage>

function feesJson(row: Awaited<Page[0]>[number] | undefined, offices: Awaited<Page[1]>) {
  if (!row) throw new Problem('not-found')
  return { ...row, rules: rulesOf(row.rules), offices }
}

async function shown(c: Asked, of: FeesOf) {
  const [[row], offices] = await c.var.db.read(feesPage(of, c.var.holds))
  return feesJson(row, offices)
}

async function edited(c: Asked, of: FeesOf, { rules, version }: z.infer<typeof FeesEdit>) {
  const [, , [row], offices] = await c.var.db.write([
    setFees(of, rules, version, c.var),
    record(c, 'fees.set', of.id, { kind: of.kind, rules }),
    ...feesPage(of, c.var.holds),
  ])
  const now = feesJson(row, offices)
  if (JSON.stringify(now.rules) !== JSON.stringify(rules)) throw new Problem('version-changed')
  return now
}

type Alike = ReturnType<typeof peopleAlike>

/** Who of the alike pays what; whoever is in no row of theirs pays by what fits anybody. */
function previewOf(
  rules: readonly FeeRule[],
  on: string,
  alike: Awaited<Alike[0]>,
  baseMinor: number,
  people: number,
) {
  const rows = new Map<number, { people: number; example: { nameEn: string; nameHi: string } | null }>()
  const add = (at: number, count: number, example: { nameEn: string; nameHi: string } | null) => {
    const row = rows.get(at) ?? { people: 0, example: null }
    rows.set(at, { people: row.people + count, example: row.example ?? example })
  }
  for (const { nameEn, nameHi, ...row } of alike) {
    const who = { ...standingOf(row), on, nth: 1 }
    add(priceFor(rules, baseMinor, who).at, row.people, { nameEn, nameHi })
  }
  const others = people - alike.reduce((sum, row) => sum + row.people, 0)
  add(priceFor(rules, baseMinor, { offices: [], wings: [], on, nth: 1 }).at, others, null)
  return [...rules.keys(), -1].map((at) => {
    const rule = rules[at]
    const amountMinor = rule ? priceBy(rule, baseMinor) : baseMinor
    return { at, amountMinor, ...(rows.get(at) ?? { people: 0, example: null }) }
  })
}

/** What a place costs whom, for those who run a workshop, and as a template of a tier. */
export const fees = new Hono<TenantEnv>()
  .get(
    '/workshops/:workshopId/fees',
    may('workshops:read'),
    answers(Fees, 'What a place in a workshop costs whom'),
    valid('param', WorkshopId),
    async (c) => c.json(await shown(c, { kind: 'workshop', id: c.req.valid('param').workshopId })),
  )
  .put(
    '/workshops/:workshopId/fees',
    may('workshops:edit'),
    answers(Fees, 'Say what a place in a workshop costs whom; what is due already stays'),
    valid('param', WorkshopId),
    valid('json', FeesEdit),
    async (c) => {
      const of = { kind: 'workshop' as const, id: c.req.valid('param').workshopId }
      return c.json(await edited(c, of, c.req.valid('json')))
    },
  )
  .post(
    '/workshops/:workshopId/fees/preview',
    may('workshops:edit'),
    answers(FeesPreview, 'Try out who would pay what'),
    valid('param', WorkshopId),
    valid('json', FeesTried),
    async (c) => {
      const { rules, on } = c.req.valid('json')
      const { db, holds } = c.var
      const [alike, [whole]] = await db.read(peopleAlike(c.req.valid('param').workshopId, rules, on, holds))
      if (!whole) throw new Problem('not-found')
      const { baseMinor, people, currency } = whole
      return c.json({ rows: previewOf(rules, on, alike, baseMinor, people), people, currency })
    },
  )
  .get(
    '/tiers/:tierId/fees',
    may('programmes:read'),
    answers(Fees, 'What a place costs whom in the workshops that a tier will have'),
    valid('param', TierId),
    async (c) => c.json(await shown(c, { kind: 'tier', id: c.req.valid('param').tierId })),
  )
  .put(
    '/tiers/:tierId/fees',
    may('programmes:edit'),
    answers(Fees, 'Say what a place costs whom in the workshops that a tier will have'),
    valid('param', TierId),
    valid('json', FeesEdit),
    async (c) => {
      const of = { kind: 'tier' as const, id: c.req.valid('param').tierId }
      return c.json(await edited(c, of, c.req.valid('json')))
    },
  )
