import type { InferResponseType } from 'hono/client'
import type { payments } from '../../worker/payments/index.ts'
import type { people } from '../../worker/people/index.ts'
import type { registrations } from '../../worker/registrations/index.ts'
import type { workshops } from '../../worker/workshops/index.ts'
import { client } from '../api.ts'

const base = (organisation: string) => `/api/o/${encodeURIComponent(organisation)}`

/** Seats, cards and rosters of an organisation. */
export const registrationsApi = (organisation: string) => client<typeof registrations>(base(organisation))

/** Fees and payments of an organisation. */
export const paymentsApi = (organisation: string) => client<typeof payments>(base(organisation))

/** Workshops of an organisation, as anybody may see them. */
export const workshopsApi = (organisation: string) => client<typeof workshops>(base(organisation))

/** The people of an organisation, and who one is there. */
export const peopleApi = (organisation: string) => client<typeof people>(base(organisation))

type Registrations = ReturnType<typeof registrationsApi>
type Payments = ReturnType<typeof paymentsApi>

/** A registration as its person shows it. */
export type Card = InferResponseType<Registrations['registrations'][':registrationId']['$get'], 200>

/** How somebody stands on a waiting list. */
export type Wait = InferResponseType<Registrations['waiting'][':waitId']['$get'], 200>

/** A seat at a price. */
export type Offer = InferResponseType<Registrations['workshops'][':workshopId']['offer']['$get'], 200>

/** Seats at a price for several people. */
export type GroupOffer = InferResponseType<
  Registrations['workshops'][':workshopId']['group-offer']['$post'],
  200
>

/** Registrations of a group as they were made. */
export type GroupSeats = InferResponseType<Registrations['registrations']['groups']['$post'], 201>

/** Who is registered for a workshop. */
export type Roster = InferResponseType<Registrations['workshops'][':workshopId']['roster']['$get'], 200>

/** One line of a roster. */
export type RosterRow = Roster['rows'][number]

/** How a registration stands with its fee. */
export type Standing = InferResponseType<Payments['registrations'][':registrationId']['payment']['$get'], 200>

/** A payment as it was recorded at a desk. */
export type RecordedPayment = InferResponseType<Payments['payments']['$post'], 201>

/** A receipt as it is printed. */
export type ReceiptPage = InferResponseType<Payments['receipts'][':paymentId']['$get'], 200>

/** How the organisation's own Stripe account stands. */
export type ConnectionState = InferResponseType<Payments['stripe']['connection']['$get'], 200>

/** What one workshop is owed and has got. */
export type WorkshopSums = InferResponseType<
  Payments['payments']['summary']['$get'],
  200
>['workshops'][number]

type PaymentPage = InferResponseType<Payments['payments']['$get'], 200>

/** A payment in the treasurer's list. */
export type PaymentRow = PaymentPage['payments'][number]

/** Sums of payments by the way they came. */
export type PaymentTotals = PaymentPage['totals']

/** A workshop as anybody may see it. */
export type PublicWorkshop = InferResponseType<
  ReturnType<typeof workshopsApi>['public']['workshops'][':workshopId']['$get'],
  200
>

/** A workshop as those who run it see it in lists. */
export type StaffWorkshop = InferResponseType<
  ReturnType<typeof workshopsApi>['workshops']['$get'],
  200
>['workshops'][number]

/** What somebody may do, and where. */
export type Power = InferResponseType<ReturnType<typeof peopleApi>['me']['$get'], 200>['powers'][number]

/** Where what is known of registrations is kept, so that a change reloads all of it at once. */
export const keys = {
  mine: (organisation: string) => `${organisation}/registrations/mine`,
  card: (organisation: string, id: string) => `${organisation}/registrations/${id}`,
  standing: (organisation: string, id: string) => `${organisation}/registrations/${id}/payment`,
  offer: (organisation: string, workshop: string) => `${organisation}/registrations/offer/${workshop}`,
  waiting: (organisation: string) => `${organisation}/waiting/mine`,
  wait: (organisation: string, id: string) => `${organisation}/waiting/${id}`,
  all: (organisation: string) => `${organisation}/registrations/`,
  workshops: (organisation: string) => `${organisation}/public/workshops`,
  roster: (organisation: string, workshop: string) => `${organisation}/roster/${workshop}`,
}
