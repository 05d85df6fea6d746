import { Hono } from 'hono'
import * as z from 'zod'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { headOf, paperOf } from '../answers.ts'
import { isPaper } from '../rules.ts'
import { Paper, PaperDraft, PaperEdit, Papers } from '../shapes.ts'
import { addPaper, editPaper, onePaper, papersOf, publishPaper, replaceQuestions } from './queries.ts'

const ProgrammeId = z.object({ programmeId: z.uuid() })
const SubjectId = z.object({ subjectId: z.uuid() })
const PaperId = z.object({ paperId: z.uuid() })

/** Papers: what people are asked about a subject. A draft may be changed; what is published stays as it is. */
export const papers = new Hono<TenantEnv>()
  .get(
    '/programmes/:programmeId/papers',
    may('programmes:edit'),
    answers(Papers, 'The papers of a programme'),
    valid('param', ProgrammeId),
    async (c) => {
      const [[programme], rows] = await c.var.db.read(papersOf(c.req.valid('param').programmeId, c.var.holds))
      if (!programme) throw new Problem('not-found')
      return c.json({ papers: rows.map((row) => ({ ...headOf(row), sat: row.sat, passed: row.passed })) })
    },
  )
  .get(
    '/papers/:paperId',
    may('programmes:edit'),
    answers(Paper, 'A paper with its answers'),
    valid('param', PaperId),
    async (c) => {
      const [[row], questions] = await c.var.db.read(onePaper(c.req.valid('param').paperId, c.var.holds))
      if (!row) throw new Problem('not-found')
      return c.json(paperOf(row, questions))
    },
  )
  .post(
    '/subjects/:subjectId/papers',
    may('programmes:edit'),
    answers(Paper, 'Draft a paper about a subject', 201),
    valid('param', SubjectId),
    valid('json', PaperDraft),
    async (c) => {
      const { subjectId } = c.req.valid('param')
      const draft = c.req.valid('json')
      const { db, holds, actor, now } = c.var
      const [, , , , [row], questions] = await db.write([
        addPaper(subjectId, draft, { personId: actor.personId, now }, holds),
        record(c, 'paper.drafted', draft.id, { subjectId, kind: draft.kind }),
        ...replaceQuestions(c, draft.id, draft.questions),
        ...onePaper(draft.id, holds),
      ])
      if (row?.subjectId !== subjectId) throw new Problem('not-found')
      return c.json(paperOf(row, questions), 201)
    },
  )
  .put(
    '/papers/:paperId',
    may('programmes:edit'),
    answers(Paper, 'Change a draft'),
    valid('param', PaperId),
    valid('json', PaperEdit),
    async (c) => {
      const { paperId } = c.req.valid('param')
      const edit = c.req.valid('json')
      const { db, holds } = c.var
      const [written, , , , [row], questions] = await db.write([
        editPaper(paperId, edit, holds),
        record(c, 'paper.edited', paperId, { questions: edit.questions.length }),
        ...replaceQuestions(c, paperId, edit.questions),
        ...onePaper(paperId, holds),
      ])
      if (!row) throw new Problem('not-found')
      const paper = paperOf(row, questions)
      if (written.rowsAffected === 0 && !isPaper(edit, paper))
        throw new Problem(row.publishedAt === null ? 'version-changed' : 'state-changed')
      return c.json(paper)
    },
  )
  .post(
    '/papers/:paperId/publication',
    may('programmes:edit'),
    answers(Paper, 'Put a paper before people'),
    valid('param', PaperId),
    async (c) => {
      const { paperId } = c.req.valid('param')
      const { db, holds, now } = c.var
      const [, , [row], questions] = await db.write([
        publishPaper(paperId, now, holds),
        record(c, 'paper.published', paperId),
        ...onePaper(paperId, holds),
      ])
      if (!row) throw new Problem('not-found')
      return c.json(paperOf(row, questions))
    },
  )
