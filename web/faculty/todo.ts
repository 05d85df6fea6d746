import type { Say } from '../text/index.ts'
import type { todayTexts } from '../text/today.ts'
import type { IconName } from '../ui/icons.ts'
import type { Today } from './api.ts'

/** One thing that is left to do, and where. */
export type Todo = { icon: IconName; text: string; href: string }

type Words = {
  organisation: string
  say: Say<typeof todayTexts.en>
  name: (names: { nameEn: string; nameHi: string }) => string
  dayText: (day: string) => string
}

/** What a trainer has not done yet: marks, certificates, asking how it was, teaching on, his own stays and feedback. */
export function todoOf(day: Today, { organisation, say, name, dayText }: Words): Todo[] {
  const at = `/o/${organisation}`
  const { today, batches } = day
  const over = batches.filter(({ endsOn, came }) => endsOn < today && came > 0)
  return [
    ...batches.flatMap((batch): Todo[] => {
      const past = batch.unmarked.filter((one) => one < today)
      if (past.length === 0) return []
      const days = past.map(dayText).join(', ')
      const text = say('todo.marks', { count: past.length, days, batch: name(batch) })
      return [{ icon: 'gate', text, href: `${at}/workshops/${batch.id}/desk` }]
    }),
    ...over
      .filter(({ issued }) => issued === 0)
      .map((batch): Todo => {
        const text = say('todo.credentials', { batch: name(batch) })
        return { icon: 'certificate', text, href: `${at}/workshops/${batch.id}/credentials` }
      }),
    ...over
      .filter(({ feedbackAsked }) => !feedbackAsked)
      .map((batch): Todo => {
        const text = say('todo.feedback', { batch: name(batch) })
        return { icon: 'mail', text, href: `${at}/teach/batches/${batch.id}` }
      }),
    ...day.waiting.map(({ days, tier, unit, planned }): Todo => {
      const text = say('todo.waiting', { count: days, tier: name(tier), unit: name(unit) })
      return {
        icon: 'teach',
        text,
        href: planned ? `${at}/workshops` : `${at}/teach/${tier.id}/open?unit=${unit.id}`,
      }
    }),
    ...day.stays.map(({ registrationId, workshop }): Todo => {
      const text = say('todo.stay', { workshop: name(workshop) })
      return { icon: 'place', text, href: `${at}/registrations/${registrationId}/stays` }
    }),
    ...day.feedback.map(({ registrationId, workshop }): Todo => {
      const text = say('todo.say', { workshop: name(workshop) })
      return { icon: 'person', text, href: `${at}/registrations/${registrationId}/feedback` }
    }),
  ]
}
