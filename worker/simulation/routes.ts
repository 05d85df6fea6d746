import { Hono } from 'hono'
import * as z from 'zod'
import { may } from '../platform/auth.ts'
import type { TenantEnv } from '../platform/env.ts'
import { answers, valid } from '../platform/http.ts'
import { Problem } from '../platform/problem.ts'
import { faultsOf, planOf, refsOf } from './answers.ts'
import { type HostRow, hopsOf, hostsOf } from './queries.ts'
import { simulate } from './rules.ts'
import { Simulation, SimulationAsked } from './shapes.ts'

const ProgrammeId = z.object({ programmeId: z.uuid() })

/** Trying a cascade out before anybody is called: how long it lasts, what it needs, and what holds it up. */
export const routes = new Hono<TenantEnv>().post(
  '/programmes/:programmeId/simulations',
  may('workshops:read'),
  answers(Simulation, 'What a plan of the cascade comes to; nothing is kept'),
  valid('param', ProgrammeId),
  valid('json', SimulationAsked),
  async (c) => {
    const { programmeId } = c.req.valid('param')
    const asked = c.req.valid('json')
    const { db, holds } = c.var
    const [rows, [packed]] = await db.read([
      hopsOf(programmeId, asked, holds),
      hostsOf(programmeId, asked, holds),
    ])
    const [first] = rows
    if (!first) throw new Problem('not-found')
    const errors = faultsOf(asked, rows)
    if (errors.length > 0) throw new Problem('invalid', { errors })
    const hosts: HostRow[] = JSON.parse(packed?.rows ?? '[]')
    const { tiers, ...whole } = simulate(planOf(asked, rows, hosts))
    const refs = refsOf(hosts)
    const named = tiers.map(({ short, ...tier }) => ({
      ...tier,
      short: short.flatMap(({ unitId, ...lacks }) => {
        const unit = refs.get(unitId)
        return unit ? [{ unit, ...lacks }] : []
      }),
    }))
    return c.json({ ...whole, currency: first.currency, tiers: named })
  },
)
