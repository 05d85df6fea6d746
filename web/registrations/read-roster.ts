import { json } from '../api.ts'
import { registrationsApi } from './api.ts'

type Asked = { q?: string; only?: 'owing' | 'absent'; after?: string }

/** Reads one page of a roster. */
export const readRoster = (organisation: string, workshopId: string, query: Asked, signal?: AbortSignal) =>
  json(
    registrationsApi(organisation).workshops[':workshopId'].roster.$get(
      { param: { workshopId }, query },
      signal && { init: { signal } },
    ),
  )
