import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { todayTexts } from '../text/today.ts'
import { List, Row } from '../ui/list.tsx'
import { concerns, Today, useToday } from './today.tsx'

/** What is first on one's own page: a trainer's day; of whom somebody else may still say how it was. */
export const First = ({ organisation }: { organisation: string }) => {
  const say = useText(todayTexts)
  const name = useName()
  const day = useToday(organisation).data
  if (!day) return null
  if (concerns(day)) return <Today organisation={organisation} />
  if (day.feedback.length === 0) return null
  return (
    <List label={say('todo')}>
      {day.feedback.map(({ registrationId, workshop }) => (
        <Row
          key={registrationId}
          icon="teach"
          title={say('todo.say', { workshop: name(workshop) })}
          href={`/o/${organisation}/registrations/${registrationId}/feedback`}
        />
      ))}
    </List>
  )
}
