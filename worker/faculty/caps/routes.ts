import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { CapEdit, Speaker, SpeakerEdit, TierCap } from '../duties/shapes.ts'
import { capIn } from '../roster/answers.ts'
import { capOf, invite, newVersion, sessionHere, setCap } from './queries.ts'

const TierId = z.object({ tierId: z.uuid() })
const SessionId = z.object({ sessionId: z.uuid() })

/** What trainers of a tier may take on, and the guests of sessions by hand. */
export const caps = new Hono<TenantEnv>()
  .put(
    '/tiers/:tierId/load-cap',
    may('workshops:edit'),
    answers(TierCap, 'Say what trainers of a tier may take on in a week'),
    valid('param', TierId),
    valid('json', CapEdit),
    async (c) => {
      const { tierId } = c.req.valid('param')
      const edit = c.req.valid('json')
      const { actor, db, holds, now } = c.var
      const [, , [tier]] = await db.write([
        setCap(tierId, edit, { personId: actor.personId, now }, holds),
        record(c, 'load-cap.set', tierId, edit),
        capOf(tierId, holds),
      ])
      if (!tier) throw new Problem('not-found')
      return c.json({ ...tier, cap: capIn(tier.cap) })
    },
  )
  .put(
    '/sessions/:sessionId/speaker',
    may('workshops:edit'),
    answers(Speaker, 'Name the guest of a session by hand'),
    valid('param', SessionId),
    valid('json', SpeakerEdit),
    async (c) => {
      const { sessionId } = c.req.valid('param')
      const edit = c.req.valid('json')
      const { db, holds } = c.var
      const [, , , [session]] = await db.write([
        invite(sessionId, edit, holds),
        record(c, 'session.guest-named', sessionId),
        newVersion(c, sessionId),
        sessionHere(sessionId, holds),
      ])
      if (!session) throw new Problem('not-found')
      if (session.speaker !== edit.speaker) throw new Problem('state-changed')
      return c.json({ sessionId, speaker: session.speaker })
    },
  )
