import type { InferResponseType } from 'hono/client'
import type { faculty } from '../../worker/faculty/index.ts'
import { client } from '../api.ts'

/** Duties, feedback and a trainer's day in an organisation. */
export const facultyApi = (organisation: string) =>
  client<typeof faculty>(`/api/o/${encodeURIComponent(organisation)}`)

type Api = ReturnType<typeof facultyApi>

/** The roster of a week. */
export type Roster = InferResponseType<Api['duty-roster']['$get'], 200>

/** A trainer's week. */
export type TrainerWeek = Roster['trainers'][number]

/** A duty on the roster. */
export type Duty = TrainerWeek['duties'][number]

/** A session whose guest was named by hand. */
export type GuestSession = Roster['guests'][number]

/** What nobody teaches yet. */
export type Open = Roster['open'][number]

/** Somebody who may be given a duty. */
export type Candidate = InferResponseType<
  Api['workshops'][':workshopId']['candidates']['$get'],
  200
>['candidates'][number]

/** What somebody is asked about a workshop, and what he said. */
export type OwnFeedback = InferResponseType<Api['registrations'][':registrationId']['feedback']['$get'], 200>

/** What is asked behind a personal link. */
export type AskedByLink = InferResponseType<Api['feedback-links']['asked']['$post'], 200>

/** What came of one target. */
export type Result = InferResponseType<
  Api['workshops'][':workshopId']['feedback']['$get'],
  200
>['results'][number]

/** A page of personal links. */
export type Links = InferResponseType<Api['workshops'][':workshopId']['feedback-links']['$get'], 200>

/** A trainer's day. */
export type Today = InferResponseType<Api['me']['today']['$get'], 200>

/** Where what is known is kept; whatever changes duties reloads all below it. */
export const keys = {
  all: (organisation: string) => `${organisation}/faculty`,
  roster: (organisation: string, unit: string, monday: string) =>
    `${organisation}/faculty/roster/${unit}/${monday}`,
  candidates: (organisation: string, workshopId: string, sessionId: string) =>
    `${organisation}/faculty/candidates/${workshopId}/${sessionId}`,
  own: (organisation: string, registrationId: string) => `${organisation}/faculty/own/${registrationId}`,
  results: (organisation: string, workshopId: string) => `${organisation}/faculty/results/${workshopId}`,
  mine: (organisation: string) => `${organisation}/faculty/results-of-me`,
  today: (organisation: string) => `${organisation}/faculty/today`,
}
