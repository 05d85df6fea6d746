import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { pathOf } from '../hierarchy/index.ts'
import { digestsOf, record, recordChange } from '../platform/audit.ts'
import { may } from '../platform/auth.ts'
import type { TenantEnv } from '../platform/env.ts'
import { answers, valid } from '../platform/http.ts'
import { Problem } from '../platform/problem.ts'
import { cards } from './cards/routes.ts'
import { contact } from './contact/routes.ts'
import { duplicates } from './duplicates/routes.ts'
import { entry } from './entry/routes.ts'
import { exports } from './exports/routes.ts'
import { grants } from './grants/routes.ts'
import { lists } from './lists/routes.ts'
import { openUnit } from './me/queries.ts'
import { self } from './me/routes.ts'
import { merges } from './merges/routes.ts'
import { offices } from './offices/routes.ts'
import { contactOver, masked, pageFrom } from './page.ts'
import { powers as explaining } from './powers/routes.ts'
import { add, change, codeTaken, overPersonId, page } from './queries.ts'
import { isAsAsked } from './rules.ts'
import { PersonDraft, PersonEdit, PersonPage } from './shapes.ts'
import { story } from './story/routes.ts'
import { signTransfer } from './transfers/queries.ts'
import { transfers } from './transfers/routes.ts'

const PersonId = z.object({ personId: z.uuid() })

/** People: finding them, looking at one, adding and changing one; and every noun that belongs to a person. */
export const people = new Hono<TenantEnv>()
  .route('/', entry)
  .route('/', self)
  .route('/', exports)
  .route('/', contact)
  .route('/', grants)
  .route('/', explaining)
  .route('/', offices)
  .route('/', cards)
  .route('/', lists)
  .route('/', duplicates)
  .route('/', merges)
  .route('/', transfers)
  .route('/', story)
  .get(
    '/people/:personId',
    may('people:read'),
    answers(PersonPage, "A person's page"),
    valid('param', PersonId),
    async (c) => {
      const shown = pageFrom(
        ...(await c.var.db.read(page(c.req.valid('param').personId, c.var.holds, contactOver(c)))),
      )
      if (!shown) throw new Problem('not-found')
      return c.json(masked(c, shown))
    },
  )
  .post(
    '/people',
    may('people:edit'),
    answers(PersonPage, 'Add a person', 201),
    valid('json', PersonDraft),
    async (c) => {
      const draft = c.req.valid('json')
      const { db, holds, now } = c.var
      const allowed = sql`${holds({ path: pathOf(draft.unitId) })} and ${openUnit(draft.unitId)}`
      const [, , taken, ...rows] = await db.write([
        add(draft, now, allowed),
        record(c, 'person.added', draft.id, { unitId: draft.unitId }),
        codeTaken(draft.code, draft.id, allowed),
        ...page(draft.id, holds, contactOver(c)),
      ])
      const shown = pageFrom(...rows)
      if (taken.length > 0) throw new Problem('code-taken')
      if (!shown) throw new Problem('not-found')
      return c.json(masked(c, shown), 201)
    },
  )
  .patch(
    '/people/:personId',
    may('people:edit'),
    answers(PersonPage, 'Change a person'),
    valid('param', PersonId),
    valid('json', PersonEdit),
    async (c) => {
      const { personId } = c.req.valid('param')
      const { version, ...edit } = c.req.valid('json')
      const { unitId: _moved, ...personal } = edit
      const { actor, db, holds, now } = c.var
      const moving = edit.unitId
        ? sql`and ${holds({ path: pathOf(edit.unitId) })} and ${openUnit(edit.unitId)}`
        : sql``
      const [, , , ...rows] = await db.write([
        change(personId, edit, sql`version = ${version} and ${overPersonId(personId, holds)} ${moving}`),
        recordChange(c, 'person.changed', personId, {
          fields: digestsOf(c, personId, personal),
          unitId: edit.unitId,
        }),
        signTransfer(personId, edit.unitId ?? null, actor.personId, now),
        ...page(personId, holds, contactOver(c)),
      ])
      const shown = pageFrom(...rows)
      if (!shown) throw new Problem('not-found')
      if (isAsAsked(edit, { ...shown, unitId: shown.unit.id })) return c.json(masked(c, shown))
      if (shown.version !== version) throw new Problem('version-changed')
      const fault = { pointer: '/unitId', code: 'unit', detail: 'There is no such unit' }
      throw new Problem('invalid', { errors: [fault] })
    },
  )
