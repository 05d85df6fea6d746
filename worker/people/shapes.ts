import * as z from 'zod'
import { contactOf } from '../accounts/index.ts'
import { Consenting } from '../consents/index.ts'
import { UnitRef } from '../hierarchy/index.ts'
import { code, text, typedContact } from '../platform/text.ts'

const name = text(120)

/** A phone number or an e-mail address in stored form, of the kind that is asked for. */
export const contact = (kind: 'phone' | 'email') =>
  typedContact().transform((typed, c) => {
    const found = contactOf(typed)
    if (found?.kind === kind) return found.value
    c.issues.push({ code: 'custom', message: `Not a ${kind}`, input: typed })
    return z.NEVER
  })

/** What a person says of himself. */
export const About = {
  nameEn: name,
  nameHi: name,
  guardianName: name.nullable(),
  gender: z.enum(['female', 'male', 'other']).nullable(),
  bornYear: z.int().min(1900).max(2100).nullable(),
  language: z.enum(['hi', 'en']),
  hasSmartphone: z.boolean().nullable(),
  canRead: z.boolean().nullable(),
}

const blank = {
  guardianName: null,
  gender: null,
  bornYear: null,
  hasSmartphone: null,
  canRead: null,
} as const

/** What is not said of a new person. */
const Unsaid = {
  guardianName: About.guardianName.default(blank.guardianName),
  gender: About.gender.default(blank.gender),
  bornYear: About.bornYear.default(blank.bornYear),
  language: About.language.default('hi'),
  hasSmartphone: About.hasSmartphone.default(blank.hasSmartphone),
  canRead: About.canRead.default(blank.canRead),
}

/**
 * A person's own profile. The unit is set by the first one; later only an officer moves somebody. `consent` is needed
 * while a privacy notice is in force that the person has not agreed to.
 */
export const Profile = z.strictObject({
  ...About,
  ...Unsaid,
  unitId: z.uuid(),
  consent: Consenting.nullable().default(null),
})

/** A person to be added; `code` is the organisation's own key of people. */
export const PersonDraft = z.strictObject({
  id: z.uuidv7(),
  ...About,
  ...Unsaid,
  unitId: z.uuid(),
  phone: contact('phone').nullable().default(null),
  email: contact('email').nullable().default(null),
  code: code().nullable().default(null),
})

/** What an officer changes of a person whose `version` he saw; what is absent stays. Names change together. */
export const PersonEdit = z
  .strictObject({
    version: z.int(),
    ...z.object(About).partial().shape,
    unitId: z.uuid().optional(),
    phone: contact('phone').nullable().optional(),
    email: contact('email').nullable().optional(),
  })
  .refine((edit) => (edit.nameEn === undefined) === (edit.nameHi === undefined), {
    path: ['nameHi'],
    message: 'Both names are needed to change one',
  })

/** A live office as it is named beside a person. */
export const OfficeRef = z.object({
  id: z.string(),
  kindId: z.string(),
  nameEn: z.string(),
  nameHi: z.string(),
  unit: UnitRef,
  fromOn: z.string(),
  untilOn: z.string().nullable(),
})

/** A person in a list. `phone` is masked, and null when there is none or the caller may not see it. */
export const PersonRow = z.object({
  id: z.string(),
  nameEn: z.string(),
  nameHi: z.string(),
  unit: UnitRef,
  offices: z.array(OfficeRef),
  phone: z.string().nullable(),
})

/** People in the order of the tree; `after` is the person to go on from, null at the end. */
export const PeopleFound = z.object({ people: z.array(PersonRow), after: z.string().nullable() })

/**
 * Which people: in a unit's subtree, of a wing, with a kind of office, a skill, trained (or not) in a tier or taught (or
 * not) a subject, who consented or did not, who may be in the list twice. All of them together.
 */
export const PeopleFilters = z.object({
  unit: z.uuid().optional(),
  wing: code().optional(),
  office: code().optional(),
  skill: text(60).optional(),
  trained: z.uuid().optional(),
  untrained: z.uuid().optional(),
  subject: z.uuid().optional(),
  untaught: z.uuid().optional(),
  consent: z.enum(['given', 'missing']).optional(),
  duplicates: z.literal('likely').optional(),
})

/** Which people to list. `q` is part of a name in either script, or a whole phone number, e-mail or code. */
export const PeopleAsked = PeopleFilters.extend({
  q: text(100, { min: 0 }).optional(),
  after: z.uuid().optional(),
})

/** What is known of a person. Phone and e-mail of others are masked; `contactShown` says whether the caller may have them shown. */
export const Person = z.object({
  id: z.string(),
  ...About,
  unit: UnitRef,
  phone: z.string().nullable(),
  email: z.string().nullable(),
  code: z.string().nullable(),
  version: z.int(),
})

/** A training that a person has passed. */
export const Training = z.object({
  credentialId: z.string(),
  code: z.string(),
  tierId: z.string(),
  workshopId: z.string(),
  nameEn: z.string(),
  nameHi: z.string(),
  generation: z.int(),
  issuedAt: z.int(),
  revokedAt: z.int().nullable(),
})

/** A person's page. */
export const PersonPage = Person.extend({
  contactShown: z.boolean(),
  offices: z.array(OfficeRef),
  wings: z.array(z.object({ id: z.string(), nameEn: z.string(), nameHi: z.string() })),
  skills: z.array(
    z.object({
      skill: z.string(),
      state: z.enum(['claimed', 'nominated', 'verified']),
      evidence: z.string().nullable(),
      saidAt: z.int(),
      byEn: z.string().nullable(),
      byHi: z.string().nullable(),
    }),
  ),
  trainings: z.array(Training),
})
