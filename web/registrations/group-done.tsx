import { formatMoney } from '../text/format.ts'
import { groupTexts } from '../text/groups.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Banner } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { List, Row } from '../ui/list.tsx'
import { PrintSheet } from '../ui/print.tsx'
import type { GroupOffer, GroupSeats, PublicWorkshop } from './api.ts'
import { spacedCode } from './days.ts'
import { PaperCard } from './paper-card.tsx'

type GroupDoneProps = {
  organisation: string
  workshop: PublicWorkshop
  people: GroupOffer['people']
  seats: GroupSeats['registrations']
  again: () => void
}

/** What was registered for a group: everybody's code, and cards to print. */
export const GroupDone = ({ organisation, workshop, people, seats, again }: GroupDoneProps) => {
  const say = useText(groupTexts)
  const name = useName()
  const language = useLanguage()
  const owedMinor = seats.reduce((sum, { due }) => sum + (due?.amountMinor ?? 0), 0)
  const made = seats.flatMap((seat) => {
    const person = people.find(({ id }) => id === seat.personId)
    return person ? [{ ...seat, person }] : []
  })
  return (
    <div class="stack stack-l">
      <Banner
        tone="good"
        title={say('done', { count: made.length })}
        urgent
        actions={
          <>
            <Button kind="main" icon="print" onPress={() => print()}>
              {say('done.print')}
            </Button>
            <Button icon="plus" onPress={again}>
              {say('done.again')}
            </Button>
            {owedMinor > 0 && (
              <LinkButton href={`/o/${organisation}/workshops/${workshop.id}/paying`} icon="money">
                {say('done.pay')}
              </LinkButton>
            )}
            <LinkButton href={`/o/${organisation}/workshops/${workshop.id}/roster`} icon="people">
              {say('done.roster')}
            </LinkButton>
          </>
        }
      >
        <p>{say('done.text')}</p>
        {owedMinor > 0 && (
          <p>{say('done.owed', { amount: formatMoney(owedMinor, workshop.currency, language) })}</p>
        )}
      </Banner>
      <List label={say('done', { count: made.length })}>
        {made.map(({ id, code, person }) => (
          <Row
            key={id}
            icon="qr"
            title={name(person)}
            note={name(person.unit)}
            aside={spacedCode(code)}
            href={`/o/${organisation}/registrations/${id}`}
          />
        ))}
      </List>
      <div class="only-print">
        <PrintSheet label={say('done.cards')} kind="cards">
          {made.map(({ id, code, person }) => (
            <PaperCard key={id} code={code} person={person} unit={person.unit} workshop={workshop} />
          ))}
        </PrintSheet>
      </div>
    </div>
  )
}
