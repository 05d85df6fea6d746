import type { exports } from '../../worker/exports/index.ts'
import { client } from '../api.ts'

/** Tables of an organisation to be taken out. */
export const exportsApi = (organisation: string) =>
  client<typeof exports>(`/api/o/${encodeURIComponent(organisation)}`)

/** A part as the API answers it, as a file takes it. */
export const partOf = ({ csv, rows, after }: { csv: string; rows: number; after: string | null }) => ({
  csv,
  rows,
  next: after,
})
