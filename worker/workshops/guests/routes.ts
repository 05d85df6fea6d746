import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may, open } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, nothing, valid } from '../../platform/http.ts'
import { knock } from '../../platform/limits.ts'
import { Problem } from '../../platform/problem.ts'
import { hashSecret } from '../../platform/seal.ts'
import { behind, make, ofWorkshop, one, revoke, sessionFrom, sessionHere } from './queries.ts'
import { GuestLinkDraft, GuestLinkMade, GuestLinks, GuestSecret, GuestSession } from './shapes.ts'

const SessionId = z.object({ sessionId: z.uuid() })
const WorkshopId = z.object({ workshopId: z.uuid() })
const GuestLinkId = z.object({ guestLinkId: z.uuid() })

type Keyed = { env: Parameters<typeof hashSecret>[0]; var: { organisation: string } }

/** A link's secret, read off a keyed hash of its id: making it again after a lost answer gives the same one. */
const secretOf = (c: Keyed, id: string) => hashSecret(c.env, 'guest', c.var.organisation, id)

/** What is kept of a guest's secret. */
export const guestHash = (c: Keyed, secret: string) =>
  hashSecret(c.env, 'guest-kept', c.var.organisation, secret)

/** Links that let a guest expert see his own session and nothing else, for as long as it is needed. */
export const guests = new Hono<TenantEnv>()
  .post(
    '/sessions/:sessionId/guest-links',
    may('workshops:edit'),
    answers(GuestLinkMade, 'Make a link for a guest expert to his session', 201),
    valid('param', SessionId),
    valid('json', GuestLinkDraft),
    async (c) => {
      const { sessionId } = c.req.valid('param')
      const draft = c.req.valid('json')
      const { actor, db, holds, now, organisation } = c.var
      const secret = await secretOf(c, draft.id)
      const by = { hash: await guestHash(c, secret), by: actor.personId, now }
      const [, , [session], [made]] = await db.write([
        make(sessionId, draft, by, holds),
        record(c, 'guest-link.made', draft.id, { sessionId, untilAt: draft.untilAt }),
        sessionHere(sessionId, holds),
        one(draft.id, holds),
      ])
      if (!session) throw new Problem('not-found')
      if (made?.sessionId === sessionId)
        return c.json({ ...made, link: `${c.env.ORIGIN}/g/${organisation}#${secret}` }, 201)
      if (made || session.cancelled) throw new Problem('state-changed')
      const detail = 'It ends before it begins, or more than a week after the day of the session'
      throw new Problem('invalid', { errors: [{ pointer: '/untilAt', code: 'guest-link', detail }] })
    },
  )
  .get(
    '/workshops/:workshopId/guest-links',
    may('workshops:edit'),
    answers(GuestLinks, "Links of a workshop's guest experts"),
    valid('param', WorkshopId),
    async (c) => {
      const [[workshop], links] = await c.var.db.read(
        ofWorkshop(c.req.valid('param').workshopId, c.var.holds),
      )
      if (!workshop) throw new Problem('not-found')
      return c.json({ links })
    },
  )
  .delete(
    '/guest-links/:guestLinkId',
    may('workshops:edit'),
    answers(z.null(), "End a guest's link at once", 204),
    valid('param', GuestLinkId),
    async (c) => {
      const { guestLinkId } = c.req.valid('param')
      const { actor, db, holds, now } = c.var
      const [, , [link]] = await db.write([
        revoke(guestLinkId, actor.personId, now, holds),
        record(c, 'guest-link.revoked', guestLinkId),
        one(guestLinkId, holds),
      ])
      if (!link) throw new Problem('not-found')
      return nothing(c)
    },
  )
  .post(
    '/guest',
    open,
    answers(GuestSession, 'What a guest expert needs to know of his session'),
    valid('json', GuestSecret),
    async (c) => {
      await knock(c, 'guests')
      const hash = await guestHash(c, c.req.valid('json').secret)
      const [[session]] = await c.var.db.read([behind(hash, c.var.now)])
      // One answer for a link that ended, was revoked or never was.
      if (!session) throw new Problem('not-found')
      return c.json(sessionFrom(session))
    },
  )
