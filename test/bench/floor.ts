import { createClient } from '@libsql/client/web'
import { Hono } from 'hono'

type Env = { Bindings: { DATABASE_URL: string; DATABASE_TOKEN: string } }

/**
 * The floor that the product is measured against: the same runtime, framework, client and database, and one bare
 * statement a request; no sign-in, no permission, no audit, no coverage, no money.
 */
const app = new Hono<Env>()
const on = (env: Env['Bindings']) =>
  createClient({ url: env.DATABASE_URL.replace('{database}', 'o-bench'), authToken: env.DATABASE_TOKEN })

app.post('/registrations', async (c) => {
  const { id, workshopId, personId, unitId, code, at } = await c.req.json()
  const result = await on(c.env).batch(
    [
      {
        sql: `insert into bare_registrations (id, workshop_id, person_id, unit_id, code, registered_at)
          values (?, ?, ?, ?, ?, ?) returning id, code`,
        args: [id, workshopId, personId, unitId, code, at],
      },
    ],
    'write',
  )
  return c.json(result[0]?.rows[0], 201)
})
app.post('/marks', async (c) => {
  const { id, registrationId, dayOn, at } = await c.req.json()
  await on(c.env).batch(
    [
      {
        sql: 'insert into bare_marks (id, registration_id, day_on, marked_at) values (?, ?, ?, ?)',
        args: [id, registrationId, dayOn, at],
      },
    ],
    'write',
  )
  return c.json({ id }, 201)
})
app.get('/people', async (c) => {
  const [result] = await on(c.env).batch(
    [
      {
        sql: 'select id, name_en, name_hi, phone, unit_id from people where unit_id = ? order by id limit 50',
        args: [c.req.query('unit') ?? ''],
      },
    ],
    'read',
  )
  return c.json({ people: result?.rows })
})
app.get('/coverage/:tierId', async (c) => {
  const [result] = await on(c.env).batch(
    [
      {
        sql: 'select * from coverage where tier_id = ? and unit_id = ?',
        args: [c.req.param('tierId'), c.req.query('unit') ?? ''],
      },
    ],
    'read',
  )
  return c.json(result?.rows[0])
})

// biome-ignore lint/style/noDefaultExport: workerd takes the handler from the default export
export default app
