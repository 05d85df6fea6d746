import { Hono } from 'hono'
import * as z from 'zod'
import { record, recordChange } from '../../platform/audit.ts'
import { may, mine } from '../../platform/auth.ts'
import { dayOf } from '../../platform/calendar.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, nothing, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { text } from '../../platform/text.ts'
import { contactOver, masked, pageFrom } from '../page.ts'
import { page } from '../queries.ts'
import { PersonPage } from '../shapes.ts'
import { addKind, dropSkill, kinds, known, leave, left, saySkill, setWings, take } from './queries.ts'
import { OfficeDraft, OfficeEnd, OfficeKind, OfficeKindDraft, SkillSaid, WingsOf } from './shapes.ts'

const PersonId = z.object({ personId: z.uuid() })
const OfficeId = z.object({ officeId: z.uuid() })
const SkillOf = z.object({ personId: z.uuid(), skill: text(60).toLowerCase() })

const DAY = 86_400

const refuse = (pointer: string, detail: string) =>
  new Problem('invalid', { errors: [{ pointer, code: 'unknown', detail }] })

/** What a person holds beside powers: offices, wings, skills. */
export const offices = new Hono<TenantEnv>()
  .get('/office-kinds', mine, answers(z.array(OfficeKind), 'Kinds of office'), async (c) => {
    const [all] = await c.var.db.read([kinds()])
    return c.json(all)
  })
  .post(
    '/office-kinds',
    may('organisation:edit'),
    answers(z.array(OfficeKind), 'Add a kind of office', 201),
    valid('json', OfficeKindDraft),
    async (c) => {
      const kind = c.req.valid('json')
      const [, , all] = await c.var.db.write([
        addKind(kind, c.var.holds),
        record(c, 'office-kind.added', kind.id, kind),
        kinds(),
      ])
      if (!all.some(({ id }) => id === kind.id)) throw new Problem('not-found')
      return c.json(all, 201)
    },
  )
  .post(
    '/people/:personId/offices',
    may('people:edit'),
    answers(PersonPage, 'Give an office', 201),
    valid('param', PersonId),
    valid('json', OfficeDraft),
    async (c) => {
      const { personId } = c.req.valid('param')
      const office = c.req.valid('json')
      const { db, holds } = c.var
      const [, , [there], ...rows] = await db.write([
        take(personId, office, holds),
        record(c, 'office.taken', personId, office),
        known(office, holds),
        ...page(personId, holds, contactOver(c)),
      ])
      const shown = pageFrom(...rows)
      if (!shown || !there?.unit) throw new Problem('not-found')
      if (!there.kind) throw refuse('/kindId', 'There is no such kind of office')
      return c.json(masked(c, shown), 201)
    },
  )
  .delete(
    '/offices/:officeId',
    may('people:edit'),
    answers(z.null(), 'End an office', 204),
    valid('param', OfficeId),
    valid('query', OfficeEnd),
    async (c) => {
      const { officeId } = c.req.valid('param')
      const { on } = c.req.valid('query')
      const { db, holds, now } = c.var
      const [, , [office]] = await db.write([
        leave(officeId, on, dayOf(now + DAY, 'UTC'), holds),
        recordChange(c, 'office.ended', officeId, { on }),
        left(officeId, holds),
      ])
      if (!office) throw new Problem('not-found')
      if (office.untilOn === null) throw refuse('/on', 'The day lies before the beginning, or ahead')
      return nothing(c)
    },
  )
  .put(
    '/people/:personId/wings',
    may('people:edit'),
    answers(PersonPage, 'Set the wings of a person'),
    valid('param', PersonId),
    valid('json', WingsOf),
    async (c) => {
      const { personId } = c.req.valid('param')
      const { wingIds } = c.req.valid('json')
      const { db, holds } = c.var
      const { counted, removed, added } = setWings(personId, wingIds, holds)
      const [, , , , ...rows] = await db.write([
        counted,
        record(c, 'person.wings', personId, { wingIds }),
        removed,
        added,
        ...page(personId, holds, contactOver(c)),
      ])
      const shown = pageFrom(...rows)
      if (!shown) throw new Problem('not-found')
      const now = new Set(shown.wings.map(({ id }) => id))
      if (now.size === new Set(wingIds).size && wingIds.every((id) => now.has(id)))
        return c.json(masked(c, shown))
      throw refuse('/wingIds', 'There is no such wing, or your power is limited to one')
    },
  )
  .put(
    '/people/:personId/skills/:skill',
    may('people:edit'),
    answers(PersonPage, 'Say something of a skill'),
    valid('param', SkillOf),
    valid('json', SkillSaid),
    async (c) => {
      const { personId, skill } = c.req.valid('param')
      const { state, evidence } = c.req.valid('json')
      const { actor, db, holds, now } = c.var
      const [, , ...rows] = await db.write([
        saySkill(personId, { skill, state, evidence, by: actor.personId, now }, holds),
        record(c, 'person.skill', personId, { skill, state }),
        ...page(personId, holds, contactOver(c)),
      ])
      const shown = pageFrom(...rows)
      if (!shown) throw new Problem('not-found')
      return c.json(masked(c, shown))
    },
  )
  .delete(
    '/people/:personId/skills/:skill',
    may('people:edit'),
    answers(PersonPage, 'Take a skill away'),
    valid('param', SkillOf),
    async (c) => {
      const { personId, skill } = c.req.valid('param')
      const { db, holds } = c.var
      const [, , ...rows] = await db.write([
        dropSkill(personId, skill, holds),
        record(c, 'person.skill-dropped', personId, { skill }),
        ...page(personId, holds, contactOver(c)),
      ])
      const shown = pageFrom(...rows)
      if (!shown) throw new Problem('not-found')
      return c.json(masked(c, shown))
    },
  )
