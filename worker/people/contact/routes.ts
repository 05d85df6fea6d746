import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { q } from '../../platform/sql.ts'
import { over, overPersonId } from '../queries.ts'

const PersonId = z.object({ personId: z.uuid() })

/** How somebody is reached. */
const Contact = z.object({ phone: z.string().nullable(), email: z.string().nullable() })

/** Showing how one person is reached: nobody sees it without a trace. */
export const contact = new Hono<TenantEnv>().post(
  '/people/:personId/contact',
  may('people:contact'),
  answers(Contact, "Show a person's phone and e-mail; that they were seen is recorded"),
  valid('param', PersonId),
  async (c) => {
    const { personId } = c.req.valid('param')
    const { db, holds } = c.var
    const [, [seen]] = await db.write([
      record(c, 'person.contact-seen', personId, {}, overPersonId(personId, holds)),
      q.all<
        z.infer<typeof Contact>
      >(sql`select p.phone, p.email from people p join units u on u.id = p.unit_id
        where p.id = ${personId} and ${over(holds)}`),
    ])
    if (!seen) throw new Problem('not-found')
    return c.json(seen)
  },
)
