import { Hono } from 'hono'
import * as z from 'zod'
import { unitRef } from '../../people/index.ts'
import { record, whenRecorded } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import { addDays } from '../../platform/calendar.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { newId } from '../../platform/id.ts'
import { Problem } from '../../platform/problem.ts'
import { addDrafts } from '../../workshops/index.ts'
import { refresherDue } from '../fidelity/rules.ts'
import { topOf } from '../queries.ts'
import { Named } from '../shapes.ts'
import {
  type CalledRow,
  call,
  calledTo,
  heldAs,
  isRefresher,
  PAGE,
  type RefresherRow,
  refresherAt,
  refreshersBelow,
  saidOf,
  tie,
  whomOf,
} from './queries.ts'
import { sittingsOf } from './rules.ts'
import {
  PEOPLE_MAX,
  PeopleAsked,
  Refresher,
  RefresherDraft,
  RefresherPeople,
  Refreshers,
  RefreshersAsked,
} from './shapes.ts'

const Bit = z.int().transform((n) => n === 1)
const Workshops = z.array(Refresher.shape.workshops.element.extend({ published: Bit, cancelled: Bit }))
const one = (json: string) => Named.parse(JSON.parse(json))

const refresherFrom = ({
  tier,
  unit,
  trainer,
  workshops,
  ...row
}: RefresherRow): z.infer<typeof Refresher> => ({
  ...row,
  tier: one(tier),
  unit: unitRef(unit),
  trainer: trainer === null ? null : one(trainer),
  workshops: Workshops.parse(JSON.parse(workshops)),
})

const calledFrom = ({ id, nameEn, nameHi, unit, registered, renewed, credentialId }: CalledRow) => ({
  credentialId,
  person: { id, nameEn, nameHi },
  unit: unitRef(unit),
  registered: registered === 1,
  renewed: renewed === 1,
})

type Draft = z.infer<typeof RefresherDraft>
type Held = { batchSize: number; days: number }

/** The draft workshops of a refresher. */
const draftsOf = (draft: Draft, { batchSize, days }: Held, called: Parameters<typeof sittingsOf>[0]) =>
  sittingsOf(called, batchSize).map(({ hostId, part, parts, people }) => ({
    ...{ id: newId(), tierId: draft.tierId, unitId: hostId },
    suffix: parts > 1 ? ` ${part + 1}/${parts}` : '',
    ...{ titleEn: draft.titleEn, titleHi: draft.titleHi, venueEn: null, venueHi: null },
    ...{ startsOn: draft.startsOn, endsOn: addDays(draft.startsOn, days - 1), capacity: people.length },
    include: [...new Set(people.map(({ unitId }) => unitId))],
    called: people,
    people: [],
  }))

/** Refreshers: what a sample showed to be forgotten is taught once more, to exactly those whom it concerns. */
export const refreshers = new Hono<TenantEnv>()
  .get(
    '/refreshers',
    may('workshops:edit'),
    answers(Refreshers, 'Refreshers that were called'),
    valid('query', RefreshersAsked),
    async (c) => {
      const { db, holds, scopes, tops } = c.var
      const { unit } = c.req.valid('query')
      const [held, rows] = await db.read([scopes, refreshersBelow(topOf(unit, tops), holds)])
      if (held.length === 0) throw new Problem('not-found')
      return c.json({ refreshers: rows.map(refresherFrom) })
    },
  )
  .post(
    '/refreshers',
    may('workshops:edit'),
    answers(Refresher, 'Call a refresher that a sample shows to be due', 201),
    valid('json', RefresherDraft),
    async (c) => {
      const draft = c.req.valid('json')
      const { db, holds, actor, now } = c.var
      const by = { personId: actor.personId, now }
      const [[stood], [held], [said], called] = await db.read([
        refresherAt(draft.id, holds),
        heldAs(draft, holds),
        saidOf(draft, holds),
        whomOf(draft, now, holds),
      ])
      if (stood) return c.json(refresherFrom(stood), 201)
      if (!held) throw new Problem('not-found')
      if (!said || !refresherDue(said.known, said.asked) || called.length === 0)
        throw new Problem('state-changed')
      if (called.length > PEOPLE_MAX) {
        const detail = `A refresher calls at most ${PEOPLE_MAX} people: choose a smaller unit`
        throw new Problem('invalid', { errors: [{ pointer: '/unitId', code: 'too-many', detail }] })
      }
      const drafts = draftsOf(draft, held, called)
      const mine = whenRecorded(c)
      const { tierId, unitId, trainerId, generation } = draft
      const results = await db.write([
        call(draft, said, by, holds),
        record(c, 'refresher.called', draft.id, {
          tierId,
          unitId,
          trainerId,
          generation,
          people: called.length,
        }),
        ...addDrafts(drafts, by, mine),
        ...tie(
          draft.id,
          drafts.map(({ id, called: people }) => ({ id, people })),
          mine,
        ),
        refresherAt(draft.id, holds),
      ] as const)
      const [row] = results[8]
      if (!row) throw new Problem('not-found')
      return c.json(refresherFrom(row), 201)
    },
  )
  .get(
    '/refreshers/:refresherId',
    may('workshops:edit'),
    answers(Refresher, 'A refresher and its workshops'),
    valid('param', z.object({ refresherId: z.uuid() })),
    async (c) => {
      const [[row]] = await c.var.db.read([refresherAt(c.req.valid('param').refresherId, c.var.holds)])
      if (!row) throw new Problem('not-found')
      return c.json(refresherFrom(row))
    },
  )
  .get(
    '/refreshers/workshops/:refreshingId',
    may('workshops:edit'),
    answers(RefresherPeople, 'For whom a workshop of a refresher is'),
    valid('param', z.object({ refreshingId: z.uuid() })),
    valid('query', PeopleAsked),
    async (c) => {
      const { refreshingId } = c.req.valid('param')
      const { after = '' } = c.req.valid('query')
      const { db, holds } = c.var
      const [[seen], rows] = await db.read([
        isRefresher(refreshingId, holds),
        calledTo(refreshingId, after, holds),
      ])
      if (!seen) throw new Problem('not-found')
      const people = rows.slice(0, PAGE).map(calledFrom)
      return c.json({ people, after: rows.length > PAGE ? (people.at(-1)?.credentialId ?? null) : null })
    },
  )
