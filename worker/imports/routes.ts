import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../platform/audit.ts'
import { type Actor, may } from '../platform/auth.ts'
import { LARGE_MAX } from '../platform/body.ts'
import type { TenantEnv } from '../platform/env.ts'
import { answers, valid } from '../platform/http.ts'
import { Problem } from '../platform/problem.ts'
import {
  BELOW_ALL,
  emptied,
  forgotten,
  listed,
  mappings,
  mayBring,
  moved,
  opened,
  PAGE,
  remembered,
  shown,
  taken,
  visible,
} from './queries.ts'
import { COLUMNS, readRow } from './reading/rows.ts'
import { askedOf, kindsOf, refusedRows } from './reports.ts'
import { BEFORE_COMMIT } from './rules.ts'
import {
  Answers,
  Chunk,
  ChunkPath,
  Commitment,
  Import,
  ImportDraft,
  ImportId,
  Imports,
  Received,
  Refused,
  RefusedAsked,
  Report,
} from './shapes.ts'
import { answeredPeople, askedPeople } from './somebody.ts'
import { goOn } from './stepping.ts'
import { answered, builtOn, standing } from './steps.ts'
import { importFrom, onlyImport, reportFrom } from './views.ts'

type Asking = { var: { actor: Actor; now: number } }
const seenBy = ({ var: { actor, now } }: Asking) => visible(actor, now)

/** The hash by which the same chunk is known again. */
async function digestOf(rows: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(rows))
  return Array.from(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

/** Columns that a kind of table does not have, or lacks. */
function unfit({ kind, columns }: z.infer<typeof ImportDraft>): string | undefined {
  const { required, oneOf, optional } = COLUMNS[kind]
  const known = [...required, ...oneOf.flat(), ...optional]
  const doubled = columns.find((column, index) => columns.indexOf(column) !== index)
  const lacking = required.find((column) => !columns.includes(column))
  const none = oneOf.find((one) => !one.some((column) => columns.includes(column)))
  return columns.find((column) => !known.includes(column)) ?? doubled ?? lacking ?? none?.[0]
}

/** Importing tables: opened, sent in chunks, judged, written and taken back in steps. */
export const imports = new Hono<TenantEnv>()
  .get(
    '/imports',
    may('people:edit'),
    answers(Imports, 'Imports, the newest first, and what headings stood for the last time'),
    async (c) => {
      const { db, scopes, tops } = c.var
      const [powers, found, known] = await db.read([
        scopes,
        listed(seenBy(c)),
        mappings(sql`exists (${tops})`),
      ])
      if (powers.length === 0) throw new Problem('not-found')
      const Mapping = z.record(z.string(), z.string())
      return c.json({
        imports: found.map(importFrom),
        mappings: known.map(({ kind, mapping }) => ({ kind, mapping: Mapping.parse(JSON.parse(mapping)) })),
      })
    },
  )
  .post(
    '/imports',
    may('people:edit'),
    answers(Import, 'Open an import', 201),
    valid('json', ImportDraft),
    async (c) => {
      const draft = c.req.valid('json')
      const { db, actor, now } = c.var
      const wrong = unfit(draft)
      if (wrong)
        throw new Problem('invalid', {
          errors: [
            { pointer: '/columns', code: 'missing-header', detail: `The columns do not fit: ${wrong}` },
          ],
        })
      const allowed = mayBring(actor, draft.kind, draft.unitId, now)
      const results = await db.write([
        opened(draft, actor.personId, now, allowed),
        record(c, 'import.opened', draft.id, { kind: draft.kind, rows: draft.rows }),
        remembered(draft),
        forgotten(now),
        shown(draft.id, seenBy(c)),
      ])
      return c.json(onlyImport(results.at(-1)), 201)
    },
  )
  .get(
    '/imports/:importId',
    may('people:edit'),
    answers(Import, 'An import and how far it has come'),
    valid('param', ImportId),
    async (c) => {
      const [found] = await c.var.db.read([shown(c.req.valid('param').importId, seenBy(c))])
      return c.json(onlyImport(found))
    },
  )
  .delete(
    '/imports/:importId',
    may('people:edit'),
    answers(Import, 'Cancel an import of which nothing is written'),
    valid('param', ImportId),
    async (c) => {
      const { importId } = c.req.valid('param')
      const { db, now } = c.var
      const results = await db.write([
        moved(importId, BEFORE_COMMIT, 'cancelled', sql`, ended_at = ${now}`, seenBy(c)),
        record(c, 'import.cancelled', importId),
        ...emptied(importId, 'cancelled'),
        shown(importId, seenBy(c)),
      ])
      const now_ = onlyImport(results.at(-1))
      if (now_.state !== 'cancelled') throw new Problem('state-changed', { state: now_.state })
      return c.json(now_)
    },
  )
  .put(
    '/imports/:importId/chunks/:chunk',
    may('people:edit'),
    answers(Received, 'Send some rows; the same chunk again is the same'),
    valid('param', ChunkPath),
    valid('json', Chunk, LARGE_MAX),
    async (c) => {
      const { importId, chunk } = c.req.valid('param')
      const { kind, columns, rows } = c.req.valid('json')
      const digest = await digestOf(rows)
      const read = rows.map(([row, cells]) => readRow(kind, columns, row, cells))
      const sent = { importId, chunk, digest, kind, columns }
      const results = await c.var.db.write(taken(sent, read, seenBy(c)))
      const [there] = results[4]
      if (!there) throw new Problem('not-found')
      if (there.digest !== digest) throw new Problem('state-changed', { chunk })
      return c.json({ received: there.received })
    },
  )
  .post(
    '/imports/:importId/steps',
    may('people:edit'),
    answers(Import, 'Go on with an import by one batch'),
    valid('param', ImportId),
    async (c) => {
      const { importId } = c.req.valid('param')
      const [stood] = await c.var.db.read([standing(importId, seenBy(c))])
      const [at] = stood
      if (!at) throw new Problem('not-found')
      return c.json(onlyImport(await goOn(c, importId, at, seenBy(c))))
    },
  )
  .get(
    '/imports/:importId/report',
    may('people:edit'),
    answers(Report, 'What an import would do, or did'),
    valid('param', ImportId),
    async (c) => {
      const { importId } = c.req.valid('param')
      const seen = seenBy(c)
      const [found, faults, repairs, changes, asked, people] = await c.var.db.read([
        shown(importId, seen),
        ...kindsOf(importId, seen),
        askedOf(importId, seen),
        askedPeople(importId, seen),
      ])
      return c.json({ import: onlyImport(found), ...reportFrom({ faults, repairs, changes, asked, people }) })
    },
  )
  .get(
    '/imports/:importId/refused',
    may('people:edit'),
    answers(Refused, 'Rows that were refused, to be corrected and loaded again'),
    valid('param', ImportId),
    valid('query', RefusedAsked),
    async (c) => {
      const { importId } = c.req.valid('param')
      const seen = seenBy(c)
      const [found, rows] = await c.var.db.read([
        shown(importId, seen),
        refusedRows(importId, c.req.valid('query').after, seen),
      ])
      onlyImport(found)
      const page = rows.slice(0, PAGE)
      const Cells = z.array(z.string())
      const Fault = z.tuple([z.string(), z.string(), z.string().nullable()])
      return c.json({
        rows: page.map(({ row, cells, fault }) => {
          const [column, code, value] = fault ? Fault.parse(JSON.parse(fault)) : ['', 'left', '']
          return { row, cells: Cells.parse(JSON.parse(cells)), column, code, value: value ?? '' }
        }),
        after: rows.length > PAGE ? (page.at(-1)?.row ?? null) : null,
      })
    },
  )
  .put(
    '/imports/:importId/answers',
    may('people:edit'),
    answers(Import, 'Say which units and people texts mean'),
    valid('param', ImportId),
    valid('json', Answers),
    async (c) => {
      const { importId } = c.req.valid('param')
      const { db, actor, holds, now } = c.var
      const { answers: given, people } = c.req.valid('json')
      const seen = seenBy(c)
      const results = await db.write([
        ...answered(importId, given, actor.personId, now, seen, holds),
        answeredPeople(importId, people, seen, holds),
        record(c, 'import.answered', importId, { texts: given.length + people.length }),
        moved(importId, ['ready'], 'checking', sql`, added = 0, changed = 0, same = 0, refused = 0`, seen),
        shown(importId, seen),
      ])
      return c.json(onlyImport(results.at(-1)))
    },
  )
  .post(
    '/imports/:importId/commitment',
    may('people:edit'),
    answers(Import, 'Write what an import brings', 201),
    valid('param', ImportId),
    valid('json', Commitment),
    async (c) => {
      const { importId } = c.req.valid('param')
      const { leaveOut } = c.req.valid('json')
      const guard = sql`${seenBy(c)} and (i.refused = 0 or ${Number(leaveOut)})`
      const results = await c.var.db.write([
        moved(importId, ['ready'], 'committing', sql``, guard),
        record(c, 'import.committed', importId),
        shown(importId, seenBy(c)),
      ])
      const now = onlyImport(results.at(-1))
      if (now.state === 'ready') throw new Problem('invalid', { refused: now.refused })
      if (now.state !== 'committing' && now.state !== 'done')
        throw new Problem('state-changed', { state: now.state })
      return c.json(now, 201)
    },
  )
  .post(
    '/imports/:importId/reversion',
    may('people:edit'),
    answers(Import, 'Take an import back as a whole', 201),
    valid('param', ImportId),
    async (c) => {
      const { importId } = c.req.valid('param')
      const { db } = c.var
      const seen = seenBy(c)
      const [[at]] = await db.read([standing(importId, seen)])
      if (!at) throw new Problem('not-found')
      const [built] = await db.read([builtOn(importId, at.kind)])
      if (built.length > 0) throw new Problem('import-built-on', { built })
      const results = await db.write([
        moved(importId, ['done'], 'reverting', sql`, kept = 0`, seen, BELOW_ALL),
        record(c, 'import.reverted', importId),
        shown(importId, seen),
      ])
      const now = onlyImport(results.at(-1))
      if (now.state !== 'reverting' && now.state !== 'reverted')
        throw new Problem('state-changed', { state: now.state })
      return c.json(now, 201)
    },
  )
