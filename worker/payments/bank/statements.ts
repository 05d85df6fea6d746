import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { text } from '../../platform/text.ts'
import { pageOf } from '../queries.ts'
import { keepLines, loadFacts, matchByReference, tellVerified, verifyShown } from './lines.ts'
import { type LineRow, lineList, match, oneLine, PAGE, setAside, unmatch } from './matching.ts'
import { atRoot, mayHere } from './queries.ts'
import {
  BankLine,
  BankLines,
  LinesAsked,
  LinesDraft,
  LinesLoaded,
  MatchMade,
  Unseen,
  UnseenAsked,
} from './shapes.ts'
import { PAGE as SUBJECTS_PAGE, unseen } from './subjects.ts'

const AccountId = z.object({ accountId: z.uuid() })
const LineId = z.object({ lineId: z.uuid() })
/** Why a line is no affair of fees; empty brings it back. */
const Aside = z.strictObject({ reason: text(200, { min: 0 }) })

/** A statement in pieces of two hundred lines, each a few hundred bytes. */
const BODY_MAX = 256 * 1024

type Pointed = readonly { lineId: string; subject: string; found: string }[]

function lineJson(row: LineRow, shown: Pointed, proposed: Pointed): z.infer<typeof BankLine> {
  const of = (all: Pointed) =>
    all
      .filter(({ lineId }) => lineId === row.id)
      .map(({ subject, found }) => ({ ...JSON.parse(subject), found }))
  return BankLine.parse({ ...row, matches: of(shown), proposals: row.leftMinor === 0 ? [] : of(proposed) })
}

function answered([found]: readonly LineRow[], shown: Pointed, proposed: Pointed) {
  if (!found) throw new Problem('not-found')
  return lineJson(found, shown, proposed)
}

/** The bank's own statement: loading it, what its lines show, and what of ours it does not show. */
export const statements = new Hono<TenantEnv>()
  .post(
    '/bank-accounts/:accountId/lines',
    may('cash:confirm'),
    answers(LinesLoaded, 'Load lines of a statement; what is certain is matched and verified at once', 201),
    valid('param', AccountId),
    valid('json', LinesDraft, BODY_MAX),
    async (c) => {
      const { db, holds, requestId } = c.var
      const { accountId } = c.req.valid('param')
      const { lines } = c.req.valid('json')
      const by = { actor: c.var.actor, now: c.var.now, load: requestId }
      const here = sql`l.load = ${requestId}`
      const [[seen], , , , , , [facts]] = await db.write([
        mayHere(holds),
        keepLines(accountId, lines, by, atRoot(holds)),
        record(c, 'statement.loaded', accountId, { lines: lines.length }),
        matchByReference(by),
        verifyShown(by, here),
        tellVerified(pageOf(c), by.now, here),
        loadFacts(by),
      ])
      if (seen?.may !== 1 || !facts) throw new Problem('not-found')
      return c.json({ ...facts, known: lines.length - facts.loaded }, 201)
    },
  )
  .get(
    '/bank-lines',
    may('payments:read'),
    answers(BankLines, 'Lines of the statement and what they show'),
    valid('query', LinesAsked),
    async (c) => {
      const { db, holds } = c.var
      const [[here], rows, shown, proposed, [count]] = await db.read([
        mayHere(holds),
        ...lineList(c.req.valid('query'), atRoot(holds)),
      ])
      if (here?.may !== 1) throw new Problem('not-found')
      const page = rows.slice(0, PAGE)
      return c.json({
        lines: page.map((row) => lineJson(row, shown, proposed)),
        unexplained: count?.unexplained ?? 0,
        after: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null,
      })
    },
  )
  .get(
    '/bank-unseen',
    may('payments:read'),
    answers(Unseen, 'What of ours the bank has not shown'),
    valid('query', UnseenAsked),
    async (c) => {
      const { db, holds } = c.var
      const [[here], rows, [count]] = await db.read([
        mayHere(holds),
        ...unseen(c.req.valid('query').after, atRoot(holds)),
      ])
      if (here?.may !== 1) throw new Problem('not-found')
      const page = rows.slice(0, SUBJECTS_PAGE)
      const last = page.at(-1)
      return c.json({
        subjects: page.map(({ subject }) => Unseen.shape.subjects.element.parse(JSON.parse(subject))),
        total: count?.total ?? 0,
        after: rows.length > SUBJECTS_PAGE && last ? `${last.at}:${last.id}` : null,
      })
    },
  )
  .post(
    '/bank-lines/:lineId/match',
    may('cash:confirm'),
    answers(BankLine, 'Say what a line shows; a claim that it shows is verified', 201),
    valid('param', LineId),
    valid('json', MatchMade),
    async (c) => {
      const { actor, db, holds, now } = c.var
      const { lineId } = c.req.valid('param')
      const { kind, subjectId } = c.req.valid('json')
      const guard = atRoot(holds)
      const here = sql`l.id = ${lineId}`
      const [, , , , rows, shown, proposed] = await db.write([
        match(lineId, kind, subjectId, c.var, guard),
        record(c, 'bank-line.matched', lineId, { kind, subjectId }),
        verifyShown({ actor, now }, sql`${here} and ${guard}`),
        tellVerified(pageOf(c), now, here),
        ...oneLine(lineId, guard),
      ])
      const line = answered(rows, shown, proposed)
      if (!line.matches.some((one) => one.kind === kind && one.id === subjectId))
        throw new Problem('state-changed')
      return c.json(line, 201)
    },
  )
  .delete(
    '/bank-lines/:lineId/match',
    may('cash:confirm'),
    answers(BankLine, 'Take back what a line was said to show'),
    valid('param', LineId),
    async (c) => {
      const { db, holds } = c.var
      const { lineId } = c.req.valid('param')
      const guard = atRoot(holds)
      const [, , rows, shown, proposed] = await db.write([
        unmatch(lineId, guard),
        record(c, 'bank-line.unmatched', lineId),
        ...oneLine(lineId, guard),
      ])
      const line = answered(rows, shown, proposed)
      if (line.matches.length > 0) throw new Problem('state-changed')
      return c.json(line)
    },
  )
  .post(
    '/bank-lines/:lineId/aside',
    may('cash:confirm'),
    answers(BankLine, 'Set a line aside that is no affair of fees, or bring it back', 201),
    valid('param', LineId),
    valid('json', Aside),
    async (c) => {
      const { db, holds } = c.var
      const { lineId } = c.req.valid('param')
      const { reason } = c.req.valid('json')
      const guard = atRoot(holds)
      const [, , rows, shown, proposed] = await db.write([
        setAside(lineId, reason, c.var, guard),
        record(c, 'bank-line.set-aside', lineId),
        ...oneLine(lineId, guard),
      ])
      const line = answered(rows, shown, proposed)
      if ((line.aside ?? '') !== reason) throw new Problem('state-changed')
      return c.json(line, 201)
    },
  )
