import { Hono } from 'hono'
import * as z from 'zod'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { waiverRefusal } from '../rules.ts'
import { Asked } from '../shapes.ts'
import { askWaiver } from './queries.ts'
import { WaiverAsked } from './shapes.ts'

const RegistrationId = z.object({ registrationId: z.uuid() })

/** Waiving a due: one person asks, another decides, and the due is smaller. */
export const waivers = new Hono<TenantEnv>().post(
  '/registrations/:registrationId/waivers',
  may('waivers:request'),
  answers(Asked, 'Ask that a due be waived, in whole or in part', 201),
  valid('param', RegistrationId),
  valid('json', WaiverAsked),
  async (c) => {
    const { db, holds } = c.var
    const { sponsor = null, ...input } = c.req.valid('json')
    const { registrationId } = c.req.valid('param')
    const [, , [found]] = await db.write(askWaiver({ ...input, sponsor, registrationId }, c, holds))
    if (!found) throw new Problem('not-found')
    const refusal = waiverRefusal({
      ...found,
      asked: found.asked === 1,
      open: found.open === 1,
      amountMinor: input.amountMinor,
    })
    if (refusal) throw new Problem(refusal)
    return c.json({ approvalId: input.approvalId, decision: found.decision }, 201)
  },
)
