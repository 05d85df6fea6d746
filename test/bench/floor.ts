import { createClient } from '@libsql/client/web'
import { type Context, Hono } from 'hono'

type Env = { Bindings: { DATABASE_URL: string; DATABASE_TOKEN: string } }

/**
 * The floor that the product is measured against: the same runtime, framework, client and database, and one bare
 * statement a request; no sign-in, no permission, no audit, no coverage, no money.
 */
const app = new Hono<Env>().basePath('/api')
const on = ({ env, req }: Context<Env>) =>
  createClient({
    url: env.DATABASE_URL.replace('{database}', req.header('x-database') ?? 'o-bench'),
    authToken: env.DATABASE_TOKEN,
  })

app.post('/registrations', async (c) => {
  const { id, workshopId, personId, unitId, code, at } = await c.req.json()
  const result = await on(c).batch(
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
  await on(c).batch(
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
app.post('/inbox', async (c) => {
  const payload = await c.req.text()
  const { id, data } = JSON.parse(payload)
  await on(c).batch(
    [
      {
        sql: 'insert into bare_inbox (id, object_id, payload) values (?, ?, ?) on conflict do nothing',
        args: [id, data.object.id, payload],
      },
    ],
    'write',
  )
  return c.json({ received: true })
})
app.get('/people', async (c) => {
  const { from = '', to = '' } = c.req.query()
  const [result] = await on(c).batch(
    [
      {
        sql: `select p.id, p.name_en, p.name_hi, p.phone, u.id as unit_id, u.code, u.name_en as unit_en, u.name_hi as unit_hi
          from units u cross join people p on p.unit_id = u.id where u.path >= ? and u.path < ? order by u.path, p.id limit 50`,
        args: [from, to],
      },
    ],
    'read',
  )
  return c.json({ people: result?.rows })
})
app.get('/coverage/:tierId', async (c) => {
  const [result] = await on(c).batch(
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
