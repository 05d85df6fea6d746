import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { pathOf } from '../../hierarchy/index.ts'
import { record } from '../../platform/audit.ts'
import { may, powersTable } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { q } from '../../platform/sql.ts'
import { faultsOf } from '../answers.ts'
import { type HostRow, hopsOf, hostsOf } from '../queries.ts'
import { draftPage, onlyStamping, stampingOf } from './answers.ts'
import { draw, planAsked, stampFaults } from './drawing.ts'
import { breaksOf, candidatesOf, takenBelow, tierFacts } from './facts.ts'
import { drafted, draftsOf, drawn, everywhere, listed, moved, shown } from './queries.ts'
import { DRAFTS_MAX, StampDrafts, StampDraftsAsked, Stamping, StampingAsked, Stampings } from './shapes.ts'
import { goOn, standing } from './steps.ts'

const ProgrammeId = z.object({ programmeId: z.uuid() })
const StampingId = z.object({ stampingId: z.uuid() })

/** Stampings: plans and templates that become draft workshops with trainers, and that can be taken back. */
export const stampings = new Hono<TenantEnv>()
  .get(
    '/programmes/:programmeId/stampings',
    may('workshops:edit'),
    answers(Stampings, 'Stampings of a programme, the newest first'),
    valid('param', ProgrammeId),
    async (c) => {
      const { db, holds } = c.var
      const { programmeId } = c.req.valid('param')
      const [[allowed], found] = await db.read([
        q.all<{ id: string }>(
          sql`select id from programmes where id = ${programmeId} and ${everywhere(holds)}`,
        ),
        listed(programmeId, everywhere(holds)),
      ])
      if (!allowed) throw new Problem('not-found')
      return c.json({ stampings: found.map(stampingOf) })
    },
  )
  .post(
    '/programmes/:programmeId/stampings',
    may('workshops:edit'),
    answers(Stamping, 'Draw up what a plan or a template would stamp; nothing is written yet', 201),
    valid('param', ProgrammeId),
    valid('json', StampingAsked),
    async (c) => {
      const { programmeId } = c.req.valid('param')
      const asked = c.req.valid('json')
      const { db, holds, actor, now } = c.var
      const seen = everywhere(holds)
      const { plan, tierIds } = planAsked(asked.by)
      const underId = asked.by.kind === 'template' ? asked.by.underId : null
      const sees = powersTable(actor, 'people:read', now, 'sees')
      const read = await db.read([
        hopsOf(programmeId, plan, holds),
        hostsOf(programmeId, plan, holds),
        tierFacts(programmeId, plan, holds),
        candidatesOf(programmeId, { plan, tierIds }, holds, sees),
        q.all<{ path: string | null }>(sql`select ${pathOf(underId ?? '')} as path where ${seen}`),
        breaksOf(programmeId, plan, holds),
        ...plan.hops.map(({ tierId, hostLevelId }) => takenBelow(tierId, hostLevelId, seen)),
      ] as const)
      const [hops, [packed], tiers, [people], [under], [cuts], ...taken] = read
      if (!under || hops.length === 0) throw new Problem('not-found')
      const from = asked.by.kind === 'plan' ? '/by/plan' : '/by'
      const errors = faultsOf(plan, hops).map((fault) => ({
        ...fault,
        pointer: from + (from === '/by' ? fault.pointer.replace('/hops/0', '') : fault.pointer),
      }))
      if (underId !== null && under.path === null)
        errors.push({ pointer: '/by/underId', code: 'unknown-unit', detail: 'There is no such unit here' })
      const hosts: HostRow[] = JSON.parse(packed?.rows ?? '[]')
      const facts = {
        ...{ hops, hosts, tiers, taken },
        people: people ?? { able: '[]', busy: '[]' },
        breaks: cuts?.rows ?? '[]',
        under: under.path ?? undefined,
      }
      errors.push(...stampFaults(asked.by, facts))
      if (errors.length > 0) throw new Problem('invalid', { errors })
      const made = draw(asked, facts)
      if (!made) {
        const detail = `A stamping has at most ${DRAFTS_MAX} drafts`
        throw new Problem('invalid', { errors: [{ pointer: '/by', code: 'too-many', detail }] })
      }
      const { id, ...rest } = asked
      const results = await db.write([
        drawn({ id, programmeId, asked: rest, ...made }, actor.personId, now, seen),
        record(c, 'stamping.drawn', id, { programmeId, kind: asked.by.kind, drafts: made.drafts.length }),
        drafted(c, id, made.drafts),
        shown(id, sql`s.programme_id = ${programmeId} and ${seen}`),
      ])
      return c.json(onlyStamping(results.at(-1)), 201)
    },
  )
  .get(
    '/stampings/:stampingId',
    may('workshops:edit'),
    answers(Stamping, 'A stamping and how far it has come'),
    valid('param', StampingId),
    async (c) => {
      const { db, holds } = c.var
      const [found] = await db.read([shown(c.req.valid('param').stampingId, everywhere(holds))])
      return c.json(onlyStamping(found))
    },
  )
  .get(
    '/stampings/:stampingId/drafts',
    may('workshops:edit'),
    answers(StampDrafts, 'Drafts of a stamping with their trainers'),
    valid('param', StampingId),
    valid('query', StampDraftsAsked),
    async (c) => {
      const { db, holds } = c.var
      const { stampingId } = c.req.valid('param')
      const seen = everywhere(holds)
      const [found, drafts] = await db.read([
        shown(stampingId, seen),
        draftsOf(stampingId, c.req.valid('query'), seen),
      ])
      onlyStamping(found)
      return c.json(draftPage(drafts))
    },
  )
  .delete(
    '/stampings/:stampingId',
    may('workshops:edit'),
    answers(Stamping, 'Drop a stamping of which nothing is written'),
    valid('param', StampingId),
    async (c) => {
      const { stampingId } = c.req.valid('param')
      const { db, holds, now } = c.var
      const seen = everywhere(holds)
      const results = await db.write([
        moved(stampingId, ['ready'], 'dropped', sql`, ended_at = ${now}`, seen),
        record(c, 'stamping.dropped', stampingId),
        q.run(sql`delete from stamp_drafts where stamping_id in (
          select id from stampings where id = ${stampingId} and state = 'dropped')`),
        shown(stampingId, seen),
      ])
      const stamping = onlyStamping(results.at(-1))
      if (stamping.state !== 'dropped') throw new Problem('state-changed', { state: stamping.state })
      return c.json(stamping)
    },
  )
  .post(
    '/stampings/:stampingId/commitment',
    may('workshops:edit'),
    answers(Stamping, 'Begin to write the drafts', 201),
    valid('param', StampingId),
    async (c) => {
      const { stampingId } = c.req.valid('param')
      const { db, holds } = c.var
      const seen = everywhere(holds)
      // One at a time: two at once would each take the other's drafts for workshops that stay.
      const alone = sql`${seen} and not exists (select 1 from stampings o where o.programme_id = s.programme_id
        and o.state in ('clearing', 'writing', 'reverting'))`
      const results = await db.write([
        moved(stampingId, ['ready'], 'clearing', sql``, alone),
        record(c, 'stamping.begun', stampingId),
        shown(stampingId, seen),
      ])
      const stamping = onlyStamping(results.at(-1))
      if (!['clearing', 'writing', 'done'].includes(stamping.state))
        throw new Problem('state-changed', { state: stamping.state })
      return c.json(stamping, 201)
    },
  )
  .post(
    '/stampings/:stampingId/steps',
    may('workshops:edit'),
    answers(Stamping, 'Go on with a stamping by one chunk'),
    valid('param', StampingId),
    async (c) => {
      const { stampingId } = c.req.valid('param')
      const seen = everywhere(c.var.holds)
      const [[at]] = await c.var.db.read([standing(stampingId, seen)])
      if (!at) throw new Problem('not-found')
      return c.json(onlyStamping(await goOn(c, stampingId, at, seen)))
    },
  )
  .post(
    '/stampings/:stampingId/reversion',
    may('workshops:edit'),
    answers(Stamping, 'Take a stamping back as a whole, while nothing of it is published', 201),
    valid('param', StampingId),
    async (c) => {
      const { stampingId } = c.req.valid('param')
      const { db, holds } = c.var
      const seen = everywhere(holds)
      const hidden = sql`${seen} and not exists (select 1 from stamp_drafts d join workshops w on w.id = d.workshop_id
          join tiers t on t.id = w.tier_id
        where d.stamping_id = s.id and (w.published_at is not null or t.plan_published_at is not null))`
      const results = await db.write([
        moved(stampingId, ['clearing', 'writing', 'done'], 'reverting', sql``, hidden),
        record(c, 'stamping.reverted', stampingId),
        shown(stampingId, seen),
      ])
      const stamping = onlyStamping(results.at(-1))
      if (stamping.state !== 'reverting' && stamping.state !== 'reverted')
        throw stamping.published > 0 || stamping.state === 'done'
          ? new Problem('stamping-published', { published: stamping.published })
          : new Problem('state-changed', { state: stamping.state })
      return c.json(stamping, 201)
    },
  )
