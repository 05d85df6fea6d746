import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { useAction } from '../query.ts'
import { useText } from '../text/index.ts'
import { peopleTexts } from '../text/people.ts'
import { Button } from '../ui/button.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { type PersonPage, peopleApi } from './api.ts'

/** How somebody is reached, whole. */
export type Reached = { phone: string | null; email: string | null }

const isMasked = (person: PersonPage): boolean => /•/.test(`${person.phone}${person.email}`)

/**
 * A person's contact: undefined while it is masked. `show` has it shown, which is recorded; there is nothing to show
 * to those who may not, nor of somebody without phone and e-mail.
 */
export const useContact = (organisation: string, person: PersonPage) => {
  const [seen, setSeen] = useState<(Reached & { of: string }) | null>(null)
  const show = useAction(async () => {
    const param = { personId: person.id }
    setSeen({
      ...(await json(peopleApi(organisation).people[':personId'].contact.$post({ param }))),
      of: `${person.id} ${person.version}`,
    })
  })
  const masked = isMasked(person)
  const current = seen?.of === `${person.id} ${person.version}` ? seen : undefined
  const contact: Reached | undefined = masked ? current : person
  return { contact, show: masked && !current && person.contactShown ? show : undefined }
}

type ShowProps = { label: string; show: NonNullable<ReturnType<typeof useContact>['show']> }

/** The button that has a contact shown. */
export const ShowContact = ({ label, show }: ShowProps) => {
  const say = useText(peopleTexts)
  return (
    <div class="stack stack-s">
      <div class="cluster">
        <Button icon="eye" busy={show.busy} onPress={() => show.run()}>
          {label}
        </Button>
        <span class="soft small">{say('contact.noted')}</span>
      </div>
      {show.problem && <ProblemView problem={show.problem} />}
    </div>
  )
}
