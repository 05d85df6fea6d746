import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import { formatDays, formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { registrationTexts } from '../text/registrations.ts'
import { List, Row } from '../ui/list.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { keys, peopleApi, workshopsApi } from './api.ts'

type OpenWorkshopsProps = {
  organisation: string
  title: string
  /** Workshops that are not to be offered, such as those one is registered for. */
  except: string | readonly string[]
}

/** The workshops for which the signed-in person's own unit can register now; nothing at all when there is none. */
export const OpenWorkshops = ({ organisation, title, except }: OpenWorkshopsProps) => {
  const say = useText(registrationTexts)
  const name = useName()
  const language = useLanguage()
  const open = useOpenWorkshops(organisation)
  if (!open) return <Skeleton rows={2} />
  const shown = open.filter(({ id }) => !except.includes(id))
  if (shown.length === 0) return null
  return (
    <section class="stack">
      <h2>{title}</h2>
      <List label={title}>
        {shown.map((workshop) => (
          <Row
            key={workshop.id}
            icon="hall"
            title={name(workshop)}
            note={`${formatDays(workshop.startsOn, workshop.endsOn, language)}, ${say('seats.left', { count: workshop.seatsLeft })}`}
            aside={
              workshop.feeMinor > 0
                ? formatMoney(workshop.feeMinor, workshop.currency, language)
                : say('free')
            }
            href={`/o/${organisation}/w/${workshop.id}/register`}
          />
        ))}
      </List>
    </section>
  )
}

/** What is open now for one's own unit; undefined until that is known. */
export const useOpenWorkshops = (organisation: string) => {
  const me = useQuery(`${organisation}/me`, (signal) =>
    json(peopleApi(organisation).me.$get(undefined, { init: { signal } })),
  )
  const unit = me.data?.person?.unit.id
  const found = useQuery(unit ? `${keys.workshops(organisation)}?unit=${unit}` : null, (signal) =>
    json(
      workshopsApi(organisation).public.workshops.$get({ query: { unit: unit ?? '' } }, { init: { signal } }),
    ),
  )
  if (me.data && !unit) return []
  return found.problem ? [] : found.data?.workshops.filter(({ opening }) => opening === 'open')
}
