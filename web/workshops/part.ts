import type { WorkshopPage } from '../planning/api.ts'

/** What the parts of a workshop's page are handed. */
export type WorkshopPartProps = {
  slug: string
  workshop: WorkshopPage
  edits: boolean
  stored: (workshop: WorkshopPage) => void
}
