import { Hono } from 'hono'
import * as z from 'zod'
import { unitRef } from '../../people/index.ts'
import { record, whenRecorded } from '../../platform/audit.ts'
import { may, mine } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, nothing, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { addTeacher, addTerm } from '../../workshops/index.ts'
import { batchOf, teachingOf } from './answers.ts'
import { ground, openBatch, opened } from './batches.ts'
import { addNewcomer, nominable, nominate, nominationOf, proposed, withdraw } from './nominations.ts'
import { batchesOf, lacking, nominatedBelow, PAGE, powersToTeach, quota, tierPeople } from './queries.ts'
import { refusalOf, unproposed } from './rules.ts'
import {
  Batch,
  BatchDraft,
  Lacking,
  LackingAsked,
  Newcomer,
  NewcomerDraft,
  Nomination,
  NominationDraft,
  Nominee,
  Nominees,
  NomineesAsked,
  PeopleAsked,
  Teaching,
  TierPeople,
} from './shapes.ts'

const TierId = z.object({ tierId: z.uuid() })
const NominationId = z.object({ nominationId: z.uuid() })
const NomineeList = z.array(Nominee)

const notAccepted = (pointer: string, detail: string) =>
  new Problem('invalid', { errors: [{ pointer, code: 'custom', detail }] })

/** What a trainer may teach, who is lacking below him, nominating them and opening batches. */
export const teaching = new Hono<TenantEnv>()
  .get('/teaching', mine, answers(Teaching, 'What I may teach, and what is lacking there'), async (c) => {
    const { db, actor, now } = c.var
    const [powers, batches] = await db.read([powersToTeach(actor, now), batchesOf(actor)])
    return c.json({ teaching: teachingOf(powers, batches) })
  })
  .get(
    '/teaching/:tierId/lacking',
    may('nominations:edit'),
    answers(Lacking, 'Units below the minimum, and who is nominated there'),
    valid('param', TierId),
    valid('query', LackingAsked),
    async (c) => {
      const { tierId } = c.req.valid('param')
      const { unit, after } = c.req.valid('query')
      const { db, holds } = c.var
      const [[tier], rows] = await db.read([quota(tierId, unit, holds), lacking(tierId, unit, after, holds)])
      if (!tier) throw new Problem('not-found')
      const shown = rows.slice(0, PAGE)
      const units = shown.map(({ id: _id, ...row }) => ({
        ...row,
        unit: unitRef(row.unit),
        people: NomineeList.parse(JSON.parse(row.people)),
      }))
      return c.json({ ...tier, units, after: rows.length > PAGE ? (shown.at(-1)?.id ?? null) : null })
    },
  )
  .get(
    '/teaching/:tierId/nominees',
    may('nominations:edit'),
    answers(Nominees, 'Who is nominated and has no seat yet'),
    valid('param', TierId),
    valid('query', NomineesAsked),
    async (c) => {
      const { tierId } = c.req.valid('param')
      const { unit, after } = c.req.valid('query')
      const { db, holds } = c.var
      const [[tier], rows] = await db.read([
        quota(tierId, unit, holds),
        nominatedBelow(tierId, unit, after, holds),
      ])
      if (!tier) throw new Problem('not-found')
      const people = rows.slice(0, PAGE).map((row) => ({ ...row, unit: unitRef(row.unit) }))
      return c.json({ people, after: rows.length > PAGE ? (people.at(-1)?.nominationId ?? null) : null })
    },
  )
  .get(
    '/teaching/:tierId/people',
    may('nominations:edit'),
    answers(TierPeople, 'People of a unit and how they stand in a tier'),
    valid('param', TierId),
    valid('query', PeopleAsked),
    async (c) => {
      const { tierId } = c.req.valid('param')
      const { unit, after = '' } = c.req.valid('query')
      const { db, holds } = c.var
      const [[tier], rows] = await db.read([
        quota(tierId, unit, holds),
        tierPeople(tierId, unit, after, holds),
      ])
      if (!tier) throw new Problem('not-found')
      const people = rows.slice(0, PAGE)
      return c.json({ people, after: rows.length > PAGE ? (people.at(-1)?.id ?? null) : null })
    },
  )
  .post(
    '/teaching/:tierId/people',
    may('nominations:edit'),
    answers(Newcomer, 'Add somebody to a unit that the tier trains', 201),
    valid('param', TierId),
    valid('json', NewcomerDraft),
    async (c) => {
      const { tierId } = c.req.valid('param')
      const draft = c.req.valid('json')
      const { db, holds, now } = c.var
      const [, , [row]] = await db.write([
        addNewcomer(draft, tierId, now, holds),
        record(c, 'person.added', draft.id, { unitId: draft.unitId, tierId }),
        nominable(draft.id, tierId, holds),
      ])
      if (!row) throw new Problem('not-found')
      return c.json(row, 201)
    },
  )
  .post(
    '/nominations',
    may('nominations:edit'),
    answers(Nomination, 'Nominate somebody for a tier', 201),
    valid('json', NominationDraft),
    async (c) => {
      const input = c.req.valid('json')
      const { db, holds, actor, now } = c.var
      const [, , [row]] = await db.write([
        nominate(input, { personId: actor.personId, now }, holds),
        record(c, 'nomination.made', input.id, input),
        proposed(input, holds),
      ])
      if (!row) throw new Problem('not-found')
      const refusal = unproposed(row)
      if (refusal) throw new Problem(refusal)
      const { nominationId, unit, nominatedAt } = row
      const { tierId, personId } = input
      return c.json({ id: nominationId ?? input.id, tierId, personId, unit: unitRef(unit), nominatedAt }, 201)
    },
  )
  .delete(
    '/nominations/:nominationId',
    may('nominations:edit'),
    answers(z.null(), 'Take a nomination back', 204),
    valid('param', NominationId),
    async (c) => {
      const { nominationId } = c.req.valid('param')
      const { db, holds, now } = c.var
      const [, , [row]] = await db.write([
        withdraw(nominationId, now, holds),
        record(c, 'nomination.withdrawn', nominationId),
        nominationOf(nominationId, holds),
      ])
      if (!row) throw new Problem('not-found')
      return nothing(c)
    },
  )
  .post(
    '/batches',
    may('workshops:open'),
    answers(Batch, 'Open a batch below', 201),
    valid('json', BatchDraft),
    async (c) => {
      const input = c.req.valid('json')
      const { db, holds, tops, actor, now } = c.var
      const by = { personId: actor.personId, now }
      const [, , , , [row], [stood]] = await db.write([
        openBatch(input, by, holds),
        record(c, 'batch.opened', input.id, input),
        addTeacher(input.id, actor.personId, true, whenRecorded(c)),
        addTerm(input.id, input.unitId, whenRecorded(c)),
        opened(input, by, holds),
        ground(input, tops, holds),
      ])
      if (row) return c.json(batchOf(row), 201)
      const refusal = refusalOf(stood, input.capacity)
      if (refusal === 'capacity') throw notAccepted('/capacity', 'More than the tier allows in a batch')
      if (refusal === 'host-level')
        throw notAccepted('/unitId', 'The tier is not taught at units of this level')
      throw new Problem(refusal ?? 'state-changed')
    },
  )
