import { Hono } from 'hono'
import * as z from 'zod'
import { rootPath } from '../../organisations/index.ts'
import { record } from '../../platform/audit.ts'
import { may } from '../../platform/auth.ts'
import type { TenantEnv } from '../../platform/env.ts'
import { answers, valid } from '../../platform/http.ts'
import { Problem } from '../../platform/problem.ts'
import { pageOf } from '../answers.ts'
import { page } from '../queries.ts'
import { ProgrammePage, SubjectDraft, SubjectVersions, SyllabusEdit, VersionDraft } from '../shapes.ts'
import {
  addSubject,
  claimSyllabus,
  growVersion,
  heldSubjects,
  replaceSyllabus,
  syllabusGrew,
  versionBegun,
  versionsOf,
} from './queries.ts'
import { isSyllabus, syllabusFaults } from './rules.ts'

const ProgrammeId = z.object({ programmeId: z.uuid() })
const SubjectId = z.object({ subjectId: z.uuid() })

/** The syllabus of a programme: its subjects in order. */
export const subjects = new Hono<TenantEnv>()
  .post(
    '/programmes/:programmeId/subjects',
    may('programmes:edit'),
    answers(ProgrammePage, 'Add a subject', 201),
    valid('param', ProgrammeId),
    valid('json', SubjectDraft),
    async (c) => {
      const { programmeId } = c.req.valid('param')
      const draft = c.req.valid('json')
      const { db, holds } = c.var
      const [, , , [programme], syllabus, tiers] = await db.write([
        addSubject(programmeId, draft, holds),
        syllabusGrew(programmeId),
        record(c, 'subject.added', draft.id, { programmeId, ...draft }),
        ...page(programmeId, holds({ path: rootPath })),
      ])
      if (!programme || !syllabus.some(({ id }) => id === draft.id)) throw new Problem('not-found')
      return c.json(pageOf(programme, syllabus, tiers), 201)
    },
  )
  .put(
    '/programmes/:programmeId/subjects',
    may('programmes:edit'),
    answers(ProgrammePage, 'Edit and reorder the syllabus'),
    valid('param', ProgrammeId),
    valid('json', SyllabusEdit),
    async (c) => {
      const { programmeId } = c.req.valid('param')
      const edit = c.req.valid('json')
      const { db, holds } = c.var
      const ids = edit.subjects.map(({ id }) => id)
      const [claimed, , , , , , held, [programme], syllabus, tiers] = await db.write([
        claimSyllabus(programmeId, edit, holds),
        record(c, 'syllabus.edited', programmeId, edit),
        ...replaceSyllabus(c, programmeId, edit.subjects),
        heldSubjects(programmeId, ids),
        ...page(programmeId, holds({ path: rootPath })),
      ])
      if (!programme) throw new Problem('not-found')
      if (claimed.rowsAffected === 0 && !isSyllabus(edit.subjects, syllabus)) {
        if (programme.version !== edit.version) throw new Problem('version-changed')
        throw new Problem('invalid', { errors: syllabusFaults(ids, held) })
      }
      return c.json(pageOf(programme, syllabus, tiers))
    },
  )
  .post(
    '/subjects/:subjectId/versions',
    may('programmes:edit'),
    answers(SubjectVersions, 'Begin a new version of a subject', 201),
    valid('param', SubjectId),
    valid('json', VersionDraft),
    async (c) => {
      const { subjectId } = c.req.valid('param')
      const { version, ...notes } = c.req.valid('json')
      const { db, holds } = c.var
      const [grown, , , , versions] = await db.write([
        growVersion(subjectId, version, holds),
        record(c, 'subject.versioned', subjectId, { version: version + 1 }),
        ...versionBegun(c, subjectId, notes),
        versionsOf(subjectId, holds({ path: rootPath })),
      ])
      const [newest] = versions
      if (!newest) throw new Problem('not-found')
      const again =
        newest.version === version + 1 && newest.noteEn === notes.noteEn && newest.noteHi === notes.noteHi
      if (grown.rowsAffected === 0 && !again) throw new Problem('version-changed')
      return c.json({ versions }, 201)
    },
  )
