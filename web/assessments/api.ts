import type { InferResponseType } from 'hono/client'
import type { assessments } from '../../worker/assessments/index.ts'
import { client } from '../api.ts'

/** Papers and results of an organisation. */
export const papersApi = (slug: string) => client<typeof assessments>(`/api/o/${encodeURIComponent(slug)}`)

type Api = ReturnType<typeof papersApi>

/** A paper with its answers. */
export type Paper = InferResponseType<Api['papers'][':paperId']['$get'], 200>

/** A paper in a list. */
export type PaperHead = InferResponseType<
  Api['programmes'][':programmeId']['papers']['$get'],
  200
>['papers'][number]

/** What somebody may sit for by himself. */
export type OwnPapers = InferResponseType<Api['registrations'][':registrationId']['papers']['$get'], 200>

/** One of them. */
export type OwnPaper = OwnPapers['papers'][number]

/** The papers of a workshop, and how everybody did. */
export type Assessed = InferResponseType<Api['workshops'][':workshopId']['papers']['$get'], 200>
