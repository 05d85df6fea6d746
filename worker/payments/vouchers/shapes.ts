import * as z from 'zod'
import { Refund } from '../shapes.ts'

const Names = { nameEn: z.string(), nameHi: z.string() }
const Named = z.object(Names)
const Person = Named.extend({ id: z.string() })

/** A printable refund voucher: which money went back, of which receipt, and who decided it. */
export const Voucher = Refund.omit({ payable: true }).extend({
  registrationId: z.string(),
  payerName: z.string(),
  person: Person,
  workshop: Person.extend({ startsOn: z.string() }),
  organisation: Named,
  /** Who asked for it and who approved it; null for what was given back at Stripe itself. */
  askedBy: Named.nullable(),
  approvedBy: Named.nullable(),
})
