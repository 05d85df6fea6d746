import { Hono } from 'hono'
import * as z from 'zod'
import { record, recordChange } from '../platform/audit.ts'
import { may, open } from '../platform/auth.ts'
import type { TenantEnv } from '../platform/env.ts'
import { answers, valid } from '../platform/http.ts'
import { Problem } from '../platform/problem.ts'
import { q } from '../platform/sql.ts'
import { addWing, edit, editor, face } from './queries.ts'
import { isEdited } from './rules.ts'
import { OrganisationEdit, OrganisationFace, Wing, WingDraft } from './shapes.ts'

/** The organisation itself: what anybody may know, and its settings. */
export const organisations = new Hono<TenantEnv>()
  .get('/', open, answers(OrganisationFace, 'The organisation, its levels and wings'), async (c) => {
    const [[own], levels, wings] = await c.var.db.read(face())
    if (!own) throw new Problem('not-found')
    return c.json({ ...own, levels, wings })
  })
  .patch(
    '/',
    may('organisation:edit'),
    answers(OrganisationFace, 'Change the settings'),
    valid('json', OrganisationEdit),
    async (c) => {
      const input = c.req.valid('json')
      const [written, , [caller], [own], levels, wings] = await c.var.db.write([
        edit(input, c.var.holds),
        recordChange(c, 'organisation.edited', 'organisation', input),
        editor(c.var.holds),
        ...face(),
      ])
      if (!caller?.may || !own) throw new Problem('not-found')
      if (written.rowsAffected === 0 && !isEdited(input, own)) throw new Problem('version-changed')
      return c.json({ ...own, levels, wings })
    },
  )
  .post(
    '/wings',
    may('organisation:edit'),
    answers(z.array(Wing), 'Add a wing', 201),
    valid('json', WingDraft),
    async (c) => {
      const wing = c.req.valid('json')
      const [, , wings] = await c.var.db.write([
        addWing(wing, c.var.holds),
        record(c, 'wing.added', wing.id, wing),
        q.all<z.infer<typeof Wing>>(
          'select id, name_en as "nameEn", name_hi as "nameHi" from wings order by name_en',
        ),
      ])
      if (!wings.some(({ id }) => id === wing.id)) throw new Problem('not-found')
      return c.json(wings, 201)
    },
  )
