import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { catchmentOf, workshopPageOf } from '../answers.ts'
import { placeOf } from '../places.ts'
import { notAPartition } from '../plans/answers.ts'
import { pageOf } from '../queries.ts'
import { WorkshopPage } from '../shapes.ts'
import { claimCatchment, faultsWith, replaceTerms, termFacts } from './queries.ts'
import { isCatchment, termFaults } from './rules.ts'
import { CatchmentEdit } from './shapes.ts'

const WorkshopId = z.object({ workshopId: z.uuid() })

/** Catchments: which units a workshop serves. */
export const catchments = new Hono<TenantEnv>().put(
  '/workshops/:workshopId/catchment',
  may('workshops:edit'),
  answers(WorkshopPage, 'Say which units a workshop serves'),
  valid('param', WorkshopId),
  valid('json', CatchmentEdit),
  async (c) => {
    const { workshopId } = c.req.valid('param')
    const { version, ...edit } = c.req.valid('json')
    const proposal = { workshopId, ...edit }
    const { db, holds, actor, now } = c.var
    const [claimed, , , , facts, gaps, overlaps, [workshop], terms, ...rest] = await db.write([
      claimCatchment(proposal, version, { actor, now, holds }),
      record(c, 'workshop.catchment-edited', workshopId, edit),
      ...replaceTerms(c, [proposal]),
      termFacts(proposal, holds),
      ...faultsWith(proposal, placeOf(holds)),
      ...pageOf(workshopId, placeOf(holds)),
    ])
    if (!workshop) throw new Problem('not-found')
    const retried = workshop.version === version + 1 && isCatchment(edit, catchmentOf(terms))
    if (claimed.rowsAffected === 0 && !retried) {
      if (workshop.version !== version) throw new Problem('version-changed')
      if (workshop.cancelledAt !== null) throw new Problem('state-changed')
      const errors = termFaults(edit, facts)
      throw errors.length > 0 ? new Problem('invalid', { errors }) : notAPartition(gaps, overlaps)
    }
    return c.json(workshopPageOf(workshop, terms, ...rest))
  },
)
