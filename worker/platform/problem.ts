import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** Every error that the API can answer: slug to status and constant title (RFC 9457). A new one is one line. */
export const PROBLEMS = {
  unparsable: { status: 400, title: 'The request could not be read' },
  'not-secure': { status: 400, title: 'Only encrypted connections are accepted' },
  'foreign-origin': { status: 400, title: 'The request came from another site' },
  'signature-invalid': { status: 400, title: 'The signature does not match' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'code-wrong': { status: 401, title: 'The code is wrong or no longer valid' },
  'passkey-wrong': { status: 401, title: 'The passkey was not accepted' },
  'proof-needed': { status: 403, title: 'Confirm first that it is you' },
  'not-found': { status: 404, title: 'There is nothing here that you may see' },
  'beyond-own-powers': { status: 403, title: 'Nobody gives or takes more than he holds himself' },
  'two-people': { status: 403, title: 'This needs two different people' },
  'approval-open': { status: 409, title: 'This is waiting for a second person already' },
  'duties-conflict': { status: 409, title: 'One person does not plan, approve and collect money' },
  'consent-needed': { status: 409, title: 'Consent to the privacy notice is needed first' },
  'guardian-needed': { status: 409, title: 'Somebody under 18 needs a guardian’s consent' },
  'last-way-in': { status: 409, title: 'The last way to sign in stays' },
  'contact-taken': { status: 409, title: 'That contact belongs to another account' },
  'witness-needed': { status: 409, title: 'Consent of somebody who cannot read needs a witness' },
  'last-owner': { status: 409, title: 'The last owner stays' },
  'slug-taken': { status: 409, title: 'That short name is taken' },
  'code-taken': { status: 409, title: 'That code is in use' },
  'not-a-partition': { status: 409, title: 'The catchments would no longer cover every unit exactly once' },
  'workshop-full': { status: 409, title: 'All seats are taken' },
  'cell-full': { status: 409, title: 'The seats that are kept for this unit or wing are taken' },
  'seats-short': { status: 409, title: 'The quotas need more seats than there are' },
  'already-registered': { status: 409, title: 'This person is already registered' },
  'already-waiting': { status: 409, title: 'This person is on the waiting list already' },
  'wing-full': { status: 409, title: 'The unit has filled what this wing may have of its places' },
  'wing-kept': { status: 409, title: 'What is left of the unit’s places is kept for a wing' },
  'registration-closed': { status: 409, title: 'Registration is not open' },
  'outside-catchment': { status: 409, title: 'This unit is not served by the workshop' },
  'nomination-open': { status: 409, title: 'The nomination of this person is not agreed to yet' },
  'nominations-over': { status: 409, title: 'The day is over; the level above fills this place now' },
  'quota-full': { status: 409, title: 'The unit has filled its places' },
  'not-qualified': { status: 409, title: 'This person does not hold what is required' },
  'profile-incomplete': { status: 409, title: 'A name and a unit are needed first' },
  'already-paid': { status: 409, title: 'Nothing is owed any more' },
  'payments-unavailable': { status: 409, title: 'Online payment is not possible now' },
  'account-taken': { status: 409, title: 'That account belongs to another organisation' },
  'money-under-way': { status: 409, title: 'Money is still under way on this account' },
  'reference-used': { status: 409, title: 'That payment reference was recorded before' },
  'amount-mismatch': { status: 409, title: 'The amount is not what is owed' },
  'cash-limit': {
    status: 409,
    title: 'A contribution above Rs 2,000 cannot be taken in cash (Income-tax Act, section 13A)',
  },
  'cheque-uncleared': { status: 409, title: 'The bank has not paid this cheque yet' },
  'payment-disputed': { status: 409, title: 'The payer’s bank disputes this payment' },
  'refund-exceeds': { status: 409, title: 'No more can be given back than was paid' },
  'cash-short': { status: 409, title: 'There is not so much cash on this page of the cash book' },
  'not-registered': { status: 409, title: 'This person has no live registration here' },
  'duty-clash': { status: 409, title: 'This trainer teaches somewhere else at that time' },
  'load-full': { status: 409, title: 'This trainer has as much to do that week as the tier allows' },
  'outside-dates': { status: 409, title: 'That day is not a day of the workshop' },
  'unit-in-use': { status: 409, title: 'Something still stands in this unit' },
  'level-in-use': { status: 409, title: 'Units or tiers use this level' },
  'built-upon': { status: 409, title: 'Something was built on this change since' },
  'undo-over': { status: 409, title: 'A change can be undone for a day' },
  'merge-conflict': { status: 409, title: 'Something stands between these two and becoming one' },
  'merge-built-on': { status: 409, title: 'Something was built on this since' },
  'stamping-published': { status: 409, title: 'Workshops of this stamping are published' },
  'state-changed': { status: 409, title: 'Something changed meanwhile; look again' },
  'import-built-on': { status: 409, title: 'Something was built on this import meanwhile' },
  'offer-lapsed': { status: 410, title: 'The offer is no longer valid' },
  'version-changed': { status: 412, title: 'Somebody else changed this meanwhile' },
  'too-slow': { status: 408, title: 'The request did not arrive in time' },
  'too-large': { status: 413, title: 'The request is too large' },
  'address-too-long': { status: 414, title: 'The address is too long' },
  'wrong-type': { status: 415, title: 'This kind of content is not accepted here' },
  invalid: { status: 422, title: 'Some of the input cannot be accepted' },
  'headers-too-large': { status: 431, title: 'The headers are too large' },
  'too-many-requests': { status: 429, title: 'Too many attempts; wait a little' },
  unexpected: { status: 500, title: 'Something went wrong on our side' },
  'provider-unavailable': { status: 502, title: 'A service that we depend on did not answer' },
  migrating: { status: 503, title: 'This organisation is being upgraded; try again in a minute' },
} as const satisfies Record<string, { status: ContentfulStatusCode; title: string }>

/** Slug of a problem; the last part of its `type` URI. */
export type ProblemType = keyof typeof PROBLEMS

/** Whether a text names a problem, such as the one that a trigger of the database refuses with (`problem:<slug>`). */
export const isProblemType = (slug: string): slug is ProblemType => Object.hasOwn(PROBLEMS, slug)

/** One fault of the input, at an RFC 6901 pointer. `code` is stable; `detail` is English. */
export type InputError = { pointer: string; code: string; detail: string }

/** Facts that a problem carries beside its type. */
export type ProblemExtra = {
  detail?: string
  errors?: InputError[]
  /** Also told as the header `Retry-After`. */
  retryAfterSeconds?: number
  [fact: string]: unknown
}

/** The one error that routes throw; anything else thrown is a bug and becomes `unexpected`. */
export class Problem extends Error {
  readonly type: ProblemType
  readonly extra: ProblemExtra
  constructor(type: ProblemType, extra: ProblemExtra = {}) {
    super(type)
    this.type = type
    this.extra = extra
  }
}

/** The body of a problem, as `application/problem+json`. */
export function problemBody({ type, extra }: Problem) {
  const { status, title } = PROBLEMS[type]
  return { type: `/problems/${type}`, title, status, ...extra }
}

/** The response for a problem. The same problem gives the same bytes. */
export function problemResponse(problem: Problem): Response {
  const wait = problem.extra.retryAfterSeconds
  return new Response(JSON.stringify(problemBody(problem)), {
    status: PROBLEMS[problem.type].status,
    headers: {
      'content-type': 'application/problem+json',
      ...(wait === undefined ? {} : { 'retry-after': String(wait) }),
    },
  })
}
