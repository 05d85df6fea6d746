import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { sharesAt } from '../standing/queries.ts'
import { cellsTold, courseTold, signaturesTold } from './answers.ts'
import { cellsOf, changesOf, flowOf, pictureOf, standingNow } from './queries.ts'
import { Cells, Course, Flow, Picture, SignOffDraft, SignOffs, SignOffsAsked, UnitAsked } from './shapes.ts'
import { sign, signaturesOf, signed } from './signing.ts'

const TierId = z.object({ tierId: z.uuid() })
const ProgrammeId = z.object({ programmeId: z.uuid() })

/** Coverage by wing and subject, day by day, as a picture and tier by tier; and signatures under its figures. */
export const reach = new Hono<TenantEnv>()
  .get(
    '/coverage/:tierId/cells',
    may('coverage:read'),
    answers(Cells, 'Coverage of a unit by wing and subject'),
    valid('param', TierId),
    valid('query', UnitAsked),
    async (c) => {
      const { tierId } = c.req.valid('param')
      const { unit, on } = c.req.valid('query')
      const { db, holds, now } = c.var
      const [[standing], cells, [shares]] = await db.read([
        standingNow(tierId, unit, now, holds),
        cellsOf(tierId, unit, on, holds),
        sharesAt(tierId, unit, holds),
      ])
      if (!standing) throw new Problem('not-found')
      return c.json({
        ...cellsTold(standing, cells),
        asked: Cells.shape.asked.parse(JSON.parse(shares?.shares ?? '[]')),
      })
    },
  )
  .get(
    '/coverage/:tierId/course',
    may('coverage:read'),
    answers(Course, 'Coverage of a unit day by day, and when it will be done'),
    valid('param', TierId),
    valid('query', UnitAsked),
    async (c) => {
      const { tierId } = c.req.valid('param')
      const { unit, on } = c.req.valid('query')
      const { db, holds, now } = c.var
      const [[standing], changes] = await db.read([
        standingNow(tierId, unit, now, holds),
        changesOf(tierId, unit, holds),
      ])
      if (!standing) throw new Problem('not-found')
      return c.json(courseTold(standing, changes, on))
    },
  )
  .get(
    '/coverage/:tierId/picture',
    may('coverage:read'),
    answers(Picture, 'Coverage of a unit and of whole levels below it'),
    valid('param', TierId),
    valid('query', UnitAsked.pick({ unit: true })),
    async (c) => {
      const { tierId } = c.req.valid('param')
      const { db, holds } = c.var
      const [[row]] = await db.read([pictureOf(tierId, c.req.valid('query').unit, holds)])
      const { units } = Picture.parse({ units: JSON.parse(row?.rows ?? '[]') })
      if (units.length === 0) throw new Problem('not-found')
      return c.json({ units })
    },
  )
  .get(
    '/programmes/:programmeId/flow',
    may('coverage:read'),
    answers(Flow, 'The cascade below a unit, tier by tier'),
    valid('param', ProgrammeId),
    valid('query', UnitAsked.pick({ unit: true })),
    async (c) => {
      const { programmeId } = c.req.valid('param')
      const { db, holds } = c.var
      const [rows] = await db.read([flowOf(programmeId, c.req.valid('query').unit, holds)])
      if (rows.length === 0) throw new Problem('not-found')
      const tiers = rows.map(({ minimum, target, finishBy, onTime, ...tier }) => ({
        ...tier,
        finishBy,
        onTime: finishBy === null ? null : onTime,
        minimum: minimum * tier.units,
        target: target * tier.units,
      }))
      return c.json({ tiers })
    },
  )
  .get(
    '/coverage/:tierId/signatures',
    may('coverage:read'),
    answers(SignOffs, 'Who signed the figures of a unit and of those right below it'),
    valid('param', TierId),
    valid('query', SignOffsAsked),
    async (c) => {
      const { tierId } = c.req.valid('param')
      const { unit, after = '' } = c.req.valid('query')
      const { db, holds } = c.var
      const [rows] = await db.read([signaturesOf(tierId, unit, after, holds)])
      if (rows.length === 0) throw new Problem('not-found')
      return c.json(signaturesTold(rows))
    },
  )
  .post(
    '/coverage/:tierId/signatures',
    may('coverage:sign'),
    answers(SignOffDraft.pick({ id: true }), 'Sign the figures of a unit as of a day', 201),
    valid('param', TierId),
    valid('json', SignOffDraft),
    async (c) => {
      const { tierId } = c.req.valid('param')
      const draft = c.req.valid('json')
      const { db, holds, actor, now } = c.var
      const { unitId, on } = draft
      const [, , [row]] = await db.write([
        sign(draft, tierId, { personId: actor.personId, now }, holds),
        record(c, 'coverage.signed', draft.id, { tierId, unitId, on }),
        signed(draft, tierId, holds),
      ])
      if (!row) throw new Problem('not-found')
      if (!row.signed) throw new Problem('state-changed')
      return c.json({ id: draft.id }, 201)
    },
  )
