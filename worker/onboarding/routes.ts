import { Hono } from 'hono'
import { comeIn, grantAccess } from '../accounts/index.ts'
import { provision } from '../organisations/index.ts'
import { account, open } from '../platform/auth.ts'
import type { Env } from '../platform/env.ts'
import { answers, valid } from '../platform/http.ts'
import { Problem } from '../platform/problem.ts'
import { found, takeSlug } from './queries.ts'
import { Founded, Founding, Templates } from './shapes.ts'
import { TEMPLATES } from './templates.ts'

/** Beginning: templates, and founding an organisation. */
export const onboarding = new Hono<Env>()
  .get('/templates', open, answers(Templates, 'Shapes of organisations to begin with'), (c) =>
    c.json(TEMPLATES),
  )
  .post(
    '/organisations',
    account,
    answers(Founded, 'Found an organisation', 201),
    valid('json', Founding),
    async (c) => {
      const draft = c.req.valid('json')
      const { account: own, databases, now } = c.var
      const [, [taken]] = await databases.directory.write(takeSlug(draft, own.accountId, now))
      if (taken?.createdBy !== own.accountId) throw new Problem('slug-taken')
      const tenant = databases.tenant(draft.slug)
      await provision(c.env, tenant, draft.slug, now)
      const results = await tenant.write(found(draft, own.accountId, { now, origin: c.env.ORIGIN }))
      const [owner] = results.at(-1) as { personId: string }[]
      if (!owner) throw new Problem('slug-taken')
      await comeIn(databases, { ...own, slug: draft.slug, personId: owner.personId }, now)
      const access = await grantAccess(c, { audience: draft.slug, ...own, personId: owner.personId })
      return c.json({ slug: draft.slug, personId: owner.personId, ...access }, 201)
    },
  )
