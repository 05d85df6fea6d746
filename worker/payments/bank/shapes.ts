import * as z from 'zod'
import { cursor, text } from '../../platform/text.ts'

const Names = { nameEn: z.string(), nameHi: z.string() }
const Person = z.object({ id: z.string(), ...Names })
const Classification = z.enum(['contribution', 'fee_for_service'])

/** An account that fees are sent to: a UPI address, a bank account, or both. It is not changed: another takes its place. */
export const AccountDraft = z
  .strictObject({
    id: z.uuidv7(),
    name: text(80, { min: 2 }),
    holder: text(80, { min: 2 }),
    vpa: z
      .string()
      .regex(/^[A-Za-z0-9._-]{2,64}@[A-Za-z][A-Za-z0-9]{1,31}$/)
      .optional(),
    bank: text(80, { min: 2 }).optional(),
    number: z
      .string()
      .regex(/^[0-9]{6,20}$/)
      .optional(),
    ifsc: z
      .string()
      .regex(/^[A-Z]{4}0[A-Z0-9]{6}$/)
      .optional(),
  })
  .refine(({ vpa, bank, number, ifsc }) => vpa || (bank && number && ifsc), {
    path: ['vpa'],
    message: 'A UPI address, or bank, number and IFSC',
  })

/** An account that fees are or were sent to, and who set and ended it. */
export const Account = z.object({
  id: z.string(),
  name: z.string(),
  holder: z.string(),
  vpa: z.string().nullable(),
  bank: z.string().nullable(),
  number: z.string().nullable(),
  ifsc: z.string().nullable(),
  setBy: Person,
  setAt: z.int(),
  endedBy: Person.nullable(),
  endedAt: z.int().nullable(),
})

/** Accounts: those of now first, then those that ended, the newest first. */
export const Accounts = z.object({ accounts: z.array(Account) })

const Rules = {
  /** Above this two people verify what was sent. */
  twoAboveMinor: z.int().min(0).max(9_999_999_999),
  /** How many days a seat waits for money that is said to be sent. */
  claimDays: z.int().min(1).max(30),
  /** What fees are; null: by the organisation's kind. */
  classification: Classification.nullable(),
  /** Programmes whose fees are something else. */
  programmes: z.array(z.strictObject({ programmeId: z.uuid(), classification: Classification })).max(200),
}

/** The rules of money, with the ones that were seen. */
export const RulesDraft = z.strictObject({ version: z.int(), ...Rules })

/** The rules of money, and who set them when; nobody: they are as the house began. */
export const MoneyRules = z.object({
  version: z.int(),
  ...Rules,
  setBy: Person.nullable(),
  setAt: z.int(),
  /** What fees are by the organisation's kind. */
  byKind: Classification,
})

const Line = {
  dayOn: z.iso.date(),
  /** What came is positive, what went negative. */
  amountMinor: z
    .int()
    .min(-99_999_999_999)
    .max(99_999_999_999)
    .refine((amount) => amount !== 0),
  narration: text(300, { min: 0 }),
  reference: text(60, { min: 0 }),
  /** The running balance, where the bank tells it. */
  balanceMinor: z.int().nullable(),
  /** Which of several lines of a statement that are equal in everything. */
  nth: z.int().min(0).max(999),
}

/** Lines of a bank's statement, a part of the file at a time. */
export const LinesDraft = z.strictObject({ lines: z.array(z.strictObject(Line)).min(1).max(200) })

/** What loading lines came to: new ones, ones that were here, and what was found by reference and amount. */
export const LinesLoaded = z.object({
  loaded: z.int(),
  known: z.int(),
  matched: z.int(),
  /** Claims that the bank's own words verified. */
  verified: z.int(),
})

/** What of ours a line may show, or shows; `payment` is a claim too. */
export const Subject = z.object({
  kind: z.enum(['payment', 'deposit', 'refund', 'void', 'payout']),
  id: z.string(),
  provider: z.enum(['cash', 'upi', 'bank', 'cheque', 'stripe']),
  amountMinor: z.int(),
  reference: z.string(),
  registrationId: z.string().nullable(),
  at: z.int(),
  /** Whether it is a claim that nobody has verified. */
  claimed: z.boolean(),
  /** For whom, or who collected. */
  person: Person.nullable(),
})

/** How sure it is: reference and amount; our own words and amount; amount alone; somebody's word. */
export const Found = z.enum(['reference', 'words', 'amount', 'hand'])

/** A line of the bank's statement with what it shows, or may show. */
export const BankLine = z.object({
  id: z.string(),
  accountId: z.string(),
  dayOn: z.string(),
  amountMinor: z.int(),
  narration: z.string(),
  reference: z.string(),
  /** What is left to be explained. */
  leftMinor: z.int(),
  aside: z.string().nullable(),
  matches: z.array(Subject.extend({ found: Found })),
  /** For a line that is not explained: what it may be, the likeliest first. */
  proposals: z.array(Subject.extend({ found: Found })),
})

/** Lines, the newest first, and how many are not explained. */
export const BankLines = z.object({
  lines: z.array(BankLine),
  unexplained: z.int(),
  after: z.string().nullable(),
})

/** Which lines: not explained, explained by something of ours, or set aside; of one account or of all. */
export const LinesAsked = z.object({
  state: z.enum(['open', 'matched', 'aside']).default('open'),
  account: z.uuid().optional(),
  after: z.uuid().optional(),
})

/** What of ours the bank has not shown, the oldest first. */
export const Unseen = z.object({
  subjects: z.array(Subject),
  total: z.int(),
  after: z.string().nullable(),
})

/** Where to go on. */
export const UnseenAsked = z.object({
  after: cursor()
    .regex(/^\d{1,12}:[\w-]{1,64}$/)
    .optional(),
})

/** What a line shows, by somebody's word. */
export const MatchMade = z.strictObject({
  kind: Subject.shape.kind,
  subjectId: z.string().regex(/^[\w-]{1,64}$/),
})
