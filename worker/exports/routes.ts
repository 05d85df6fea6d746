import type { SQL } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { type Asking, type More, record } from '../platform/audit.ts'
import { type Actor, may, powersTable } from '../platform/auth.ts'
import type { TenantEnv } from '../platform/env.ts'
import { ExportAsked, Exported, handOut } from '../platform/exporting.ts'
import { answers, valid } from '../platform/http.ts'
import type { Capability } from '../platform/roles.ts'
import type { TenantDb } from '../platform/sql.ts'
import { offices, payments, registrations, type Seeing, trainings, units } from './tables.ts'

type Taking = Asking & { var: { actor: Actor; db: TenantDb } }
type Asked = z.infer<typeof ExportAsked>
type Table<A> = { columns: readonly string[]; rows: (asked: A, seeing: Seeing) => SQL }

type Noting = (detail: Record<string, unknown>, guard: SQL, more: More) => ReturnType<typeof record>

/** Hands out a part of a table to whoever holds a capability. */
function take<A extends Asked>(c: Taking, capability: Capability, asked: A, table: Table<A>, note: Noting) {
  const { actor, now } = c.var
  const powers = (of: Capability, name: string) => powersTable(actor, of, now, name)
  const seeing = {
    own: powers(capability, 'own_powers'),
    contact: powers('people:contact', 'contact_powers'),
    money: powers('dues:read', 'money_powers'),
  }
  const { reason, after, ...detail } = asked
  return handOut(
    c,
    { reason, after },
    {
      capability,
      columns: table.columns,
      powers: Object.values(seeing),
      rows: table.rows(asked, seeing),
      note: (why, guard, more) => note({ ...why, ...detail }, guard, more),
    },
  )
}

const OfWorkshop = ExportAsked.extend({ workshop: z.uuid().optional() })
const Received = ExportAsked.extend({
  from: z.int().min(0).optional(),
  until: z.int().min(0).optional(),
  provider: z.enum(['stripe', 'cash', 'upi', 'bank', 'cheque']).optional(),
})

/** Tables to be taken out, each by whoever may see its rows. */
export const exports = new Hono<TenantEnv>()
  .post(
    '/units/export',
    may('units:read'),
    answers(Exported, 'Export units as CSV, up to 5,000 a request'),
    valid('json', ExportAsked),
    async (c) =>
      c.json(
        await take(c, 'units:read', c.req.valid('json'), units, (...said) =>
          record(c, 'units.exported', 'units', ...said),
        ),
      ),
  )
  .post(
    '/offices/export',
    may('people:export'),
    answers(Exported, 'Export offices as CSV, up to 5,000 a request'),
    valid('json', ExportAsked),
    async (c) =>
      c.json(
        await take(c, 'people:export', c.req.valid('json'), offices, (...said) =>
          record(c, 'offices.exported', 'offices', ...said),
        ),
      ),
  )
  .post(
    '/trainings/export',
    may('people:export'),
    answers(Exported, 'Export certificates and training from before as CSV, up to 5,000 a request'),
    valid('json', ExportAsked),
    async (c) =>
      c.json(
        await take(c, 'people:export', c.req.valid('json'), trainings, (...said) =>
          record(c, 'trainings.exported', 'trainings', ...said),
        ),
      ),
  )
  .post(
    '/registrations/export',
    may('people:export'),
    answers(Exported, 'Export registrations as CSV, of one workshop or all, up to 5,000 a request'),
    valid('json', OfWorkshop),
    async (c) =>
      c.json(
        await take(c, 'people:export', c.req.valid('json'), registrations, (...said) =>
          record(c, 'registrations.exported', 'registrations', ...said),
        ),
      ),
  )
  .post(
    '/payments/export',
    may('payments:read'),
    answers(Exported, 'Export payments as CSV, up to 5,000 a request'),
    valid('json', Received),
    async (c) =>
      c.json(
        await take(c, 'payments:read', c.req.valid('json'), payments, (...said) =>
          record(c, 'payments.exported', 'payments', ...said),
        ),
      ),
  )
