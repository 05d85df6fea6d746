import type { people } from '../../worker/people/index.ts'
import { client } from '../api.ts'

/** People of an organisation, and what they hold. */
export const peopleApi = (organisation: string) =>
  client<typeof people>(`/api/o/${encodeURIComponent(organisation)}`)
