import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { isEdited, rootPath } from '../organisations/index.ts'
import { record, recordChange } from '../platform/audit.ts'
import { may, open } from '../platform/auth.ts'
import type { TenantEnv } from '../platform/env.ts'
import { answers, valid } from '../platform/http.ts'
import { Problem } from '../platform/problem.ts'
import { q } from '../platform/sql.ts'
import { pageOf } from './answers.ts'
import {
  addProgramme,
  editProgramme,
  levelFacts,
  list,
  PAGE,
  page,
  publishProgramme,
  visible,
} from './queries.ts'
import { tierFaults } from './rules.ts'
import { ProgrammeDraft, ProgrammeEdit, ProgrammePage, Programmes, ProgrammesAsked } from './shapes.ts'
import { addSubjects } from './subjects/queries.ts'
import { addTiers } from './tiers/queries.ts'

const ProgrammeId = z.object({ programmeId: z.uuid() })

const seenLast = (after: string | undefined) => {
  const [startsOn, id] = after?.split('~') ?? []
  return startsOn && id ? { startsOn, id } : undefined
}

/** Programmes: what is taught, and in which hops. */
export const routes = new Hono<TenantEnv>()
  .get(
    '/programmes',
    open,
    answers(Programmes, 'Programmes; drafts for those who may read them'),
    valid('query', ProgrammesAsked),
    async (c) => {
      const { db, actor, now } = c.var
      const after = seenLast(c.req.valid('query').after)
      const [found] = await db.read([list(visible(actor, now), after)])
      const programmes = found.slice(0, PAGE)
      const last = found.length > PAGE ? programmes.at(-1) : undefined
      return c.json({ programmes, after: last ? `${last.startsOn}~${last.id}` : null })
    },
  )
  .get(
    '/programmes/:programmeId',
    open,
    answers(ProgrammePage, "A programme's page"),
    valid('param', ProgrammeId),
    async (c) => {
      const { db, actor, now } = c.var
      const [[programme], subjects, tiers] = await db.read(
        page(c.req.valid('param').programmeId, visible(actor, now)),
      )
      if (!programme) throw new Problem('not-found')
      return c.json(pageOf(programme, subjects, tiers))
    },
  )
  .post(
    '/programmes',
    may('programmes:edit'),
    answers(ProgrammePage, 'Draft a programme', 201),
    valid('json', ProgrammeDraft),
    async (c) => {
      const draft = c.req.valid('json')
      const { db, holds, now } = c.var
      const here = holds({ path: rootPath })
      const [, , , , levels, [allowed], [programme], subjects, tiers] = await db.write([
        addProgramme(draft, now, holds),
        record(c, 'programme.drafted', draft.id, draft),
        addSubjects(c, draft.id, draft.subjects),
        addTiers(c, draft.id, draft.tiers),
        levelFacts(),
        q.all<{ here: number }>(sql`select ${here} as here`),
        ...page(draft.id, here),
      ])
      if (programme) return c.json(pageOf(programme, subjects, tiers), 201)
      const errors = draft.tiers.flatMap((tier, at) =>
        tierFaults(tier, levels, at === 0).map((fault) => ({
          ...fault,
          pointer: `/tiers/${at}${fault.pointer}`,
        })),
      )
      throw allowed?.here && errors.length > 0 ? new Problem('invalid', { errors }) : new Problem('not-found')
    },
  )
  .patch(
    '/programmes/:programmeId',
    may('programmes:edit'),
    answers(ProgrammePage, 'Change a programme'),
    valid('param', ProgrammeId),
    valid('json', ProgrammeEdit),
    async (c) => {
      const { programmeId } = c.req.valid('param')
      const edit = c.req.valid('json')
      const { db, holds } = c.var
      const [written, , [programme], subjects, tiers] = await db.write([
        editProgramme(programmeId, edit, holds),
        recordChange(c, 'programme.edited', programmeId, edit),
        ...page(programmeId, holds({ path: rootPath })),
      ])
      if (!programme) throw new Problem('not-found')
      if (written.rowsAffected === 0 && !isEdited(edit, programme)) throw new Problem('version-changed')
      return c.json(pageOf(programme, subjects, tiers))
    },
  )
  .post(
    '/programmes/:programmeId/publication',
    may('programmes:edit'),
    answers(ProgrammePage, 'Publish a programme'),
    valid('param', ProgrammeId),
    async (c) => {
      const { programmeId } = c.req.valid('param')
      const { db, holds, now } = c.var
      const [, , [programme], subjects, tiers] = await db.write([
        publishProgramme(programmeId, now, holds),
        recordChange(c, 'programme.published', programmeId),
        ...page(programmeId, holds({ path: rootPath })),
      ])
      if (!programme) throw new Problem('not-found')
      return c.json(pageOf(programme, subjects, tiers))
    },
  )
