import type { ConnectionState } from '../registrations/api.ts'
import { connectionTexts } from '../text/connection.ts'
import { type Say, useText } from '../text/index.ts'
import { Facts } from '../ui/card.tsx'
import { InstantText } from '../ui/format.tsx'

type SayIt = Say<typeof connectionTexts.en>

/** What Stripe calls a requirement, by what it is about; the first that fits. */
const ABOUT = [
  [/^external_account|bank_account/, 'ask.bank'],
  [/tos_acceptance|settings\./, 'ask.terms'],
  [/^business_profile\./, 'ask.work'],
  [/^business_type|^company\.structure/, 'ask.kind'],
  [/^company\.(tax_id|registration_number|vat_id)/, 'ask.tax'],
  [/^company\.verification|^documents\./, 'ask.document'],
  [/^company\./, 'ask.address'],
  [/\.verification\.|\.id_number|\.ssn/, 'ask.identity'],
  [/^(individual|representative|owners|directors|executives|person_\w+)(\.|$)/, 'ask.person'],
] as const

/** A requirement in words. */
const inWords = (name: string, say: SayIt): string => {
  const known = ABOUT.find(([pattern]) => pattern.test(name))
  return known ? say(known[1]) : say('ask.other', { name })
}

/** Why Stripe has stopped an account, in words. */
export const whyInWords = (reason: string, say: SayIt): string => {
  if (reason === 'requirements.past_due') return say('why.past_due')
  if (reason === 'requirements.pending_verification') return say('why.checking')
  if (reason === 'under_review' || reason === 'listed') return say('why.review')
  if (reason.startsWith('rejected.')) return say('why.rejected')
  if (reason.startsWith('action_required.')) return say('why.capability')
  return say('why.other', { name: reason })
}

const Names = ({ names }: { names: string[] }) => {
  const say = useText(connectionTexts)
  const words = [...new Set(names.map((name) => inWords(name, say)))]
  return (
    <ul class="plain">
      {words.map((word) => (
        <li key={word}>{word}</li>
      ))}
    </ul>
  )
}

/** What Stripe asks for, by how pressing it is; nothing when nothing is asked. */
export const RequirementList = ({ requirements }: { requirements: ConnectionState['requirements'] }) => {
  const say = useText(connectionTexts)
  const { pastDue, currentlyDue, eventuallyDue, pendingVerification, deadline, errors } = requirements
  const now = currentlyDue.filter((name) => !pastDue.includes(name))
  const later = eventuallyDue.filter((name) => !pastDue.includes(name) && !currentlyDue.includes(name))
  const lists = [
    ['due.past', pastDue],
    ['due.now', now],
    ['due.checking', pendingVerification],
    ['due.later', later],
  ] as const
  return (
    <Facts
      facts={[
        { label: say('due.by'), value: deadline === null ? null : <InstantText at={deadline} /> },
        ...lists.map(([label, names]) => ({
          label: say(label),
          value: names.length > 0 ? <Names names={names} /> : null,
        })),
        {
          label: say('due.wrong'),
          value:
            errors.length > 0 ? (
              <ul class="plain">
                {errors.map(({ requirement, reason }) => (
                  <li key={requirement}>
                    {inWords(requirement, say)}: <span lang="en">{reason}</span>
                  </li>
                ))}
              </ul>
            ) : null,
        },
      ]}
    />
  )
}
