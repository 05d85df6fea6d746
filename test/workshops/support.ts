import { v7 } from 'uuid'
import type { TestOrganisation } from '../support/organisation.ts'

/** A client of the API as some person of a test. */
export type Client = Awaited<ReturnType<TestOrganisation['person']>>

/** What a refusal carries. */
export type Refusal = {
  type: string
  errors: { pointer: string; code: string }[]
  gaps: { code: string; nameEn: string; nameHi: string }[]
  overlaps: { unit: { code: string; nameEn: string; nameHi: string }; workshops: { id: string }[] }[]
}

/** A workshop's page, as far as tests look at it. */
export type Page = {
  id: string
  version: number
  units: number
  registered: number
  capacity: number
  publishedAt: number | null
  cancelledAt: number | null
  nameEn: string
  catchment: { include: { code: string }[]; exclude: { code: string }[] }
  sessions: { id: string; dayOn: string }[]
  faculty: { personId: string; leads: boolean; nameEn: string }[]
}

/** A programme with one tier, made through the API. */
export async function tierIn(planner: Client, more: Record<string, unknown> = {}) {
  const programme = {
    id: v7(),
    nameEn: 'Speakers',
    nameHi: 'वक्ता',
    aboutEn: '',
    aboutHi: '',
    startsOn: '2026-12-01',
    endsOn: '2027-03-31',
  }
  await planner.post('/programmes', programme)
  const tier = {
    id: v7(),
    nameEn: 'State hall',
    nameHi: 'प्रदेश सभागार',
    hostLevelId: 'state',
    traineeLevelId: 'district',
    taughtBy: 'guest',
    planned: true,
    minimum: 2,
    target: 4,
    maximum: 6,
    batchSize: 40,
    days: 1,
    hoursPerDay: 6,
    passDays: 1,
    startBy: null,
    finishBy: null,
    feeMinor: 0,
    ...more,
  }
  const made = await planner.post(`/programmes/${programme.id}/tiers`, tier)
  if (made.status !== 201) throw new Error(made.text)
  return { programmeId: programme.id, tierId: tier.id }
}

/** The input of a new workshop: two days from 5 December, open for registration now, 40 seats, no fee. */
export const workshopDraft = (tierId: string, unitId: string, more: Record<string, unknown> = {}) => ({
  id: v7(),
  tierId,
  unitId,
  nameEn: 'Bhopal hall',
  nameHi: 'भोपाल सभागार',
  venueEn: null,
  venueHi: null,
  startsOn: '2026-12-05',
  endsOn: '2026-12-06',
  opensAt: 0,
  closesAt: 4_000_000_000,
  capacity: 40,
  feeMinor: 0,
  ...more,
})

/** Makes a workshop and says which units it serves (by their codes); returns its page. */
export async function workshopIn(
  o: TestOrganisation,
  planner: Client,
  draft: ReturnType<typeof workshopDraft>,
  catchment: { include?: string[]; exclude?: string[] } = {},
): Promise<Page> {
  const made = await planner.post<Page>('/workshops', draft)
  if (made.status !== 201) throw new Error(made.text)
  const { include = [], exclude = [] } = catchment
  if (include.length + exclude.length === 0) return made.body
  const put = await planner.put<Page>(`/workshops/${draft.id}/catchment`, {
    version: 1,
    include: include.map(o.unitId),
    exclude: exclude.map(o.unitId),
  })
  if (put.status !== 200) throw new Error(put.text)
  return put.body
}
