import type { SQL } from 'drizzle-orm'
import { Hono } from 'hono'
import { type More, record } from '../../platform/audit.ts'
import { may, powersTable } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { ExportAsked, Exported, handOut } from '../../platform/exporting.ts'
import { answers, valid } from '../../platform/http.ts'
import { PeopleFilters } from '../shapes.ts'
import { COLUMNS, exported } from './queries.ts'

/** Taking people out as a table that an import reads again; who, why and how many is recorded. */
export const exports = new Hono<TenantEnv>().post(
  '/people/export',
  may('people:export'),
  answers(Exported, 'Export people as CSV, all or as a list is filtered, up to 5,000 a request'),
  valid('json', ExportAsked.extend(PeopleFilters.shape)),
  async (c) => {
    const { reason, after, ...filters } = c.req.valid('json')
    const { actor, now } = c.var
    const exporting = powersTable(actor, 'people:export', now, 'export_powers')
    const contact = powersTable(actor, 'people:contact', now, 'contact_powers')
    const table = {
      capability: 'people:export' as const,
      columns: COLUMNS,
      powers: [exporting, contact],
      rows: exported({ filters, after, exporting, contact }),
      note: (detail: object, guard: SQL, more: More) =>
        record(c, 'people.exported', filters.unit ?? 'people', { ...detail, filters }, guard, more),
    }
    return c.json(await handOut(c, { reason, after }, table))
  },
)
