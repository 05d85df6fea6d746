import { daysFrom } from '../planning/days.ts'
import { useQuery } from '../query.ts'
import { formatDay, formatDays, formatInstant, formatMoney, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { rosterTexts } from '../text/rosters.ts'
import { AsyncView } from '../ui/async.tsx'
import { LinkButton } from '../ui/button.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton, PrintSheet } from '../ui/print.tsx'
import { keys, type Roster, type RosterRow } from './api.ts'
import { spacedCode } from './days.ts'
import { useVenue } from './facts.tsx'
import { readRoster } from './read-roster.ts'

type PaperRosterProps = { organisation: string; workshopId: string }

type Whole = Roster & { readAt: number }

const wholeRoster = async ({ organisation, workshopId }: PaperRosterProps, signal: AbortSignal) => {
  const first = await readRoster(organisation, workshopId, {}, signal)
  const rows = [...first.rows]
  for (let after = first.after; after !== null; ) {
    const page = await readRoster(organisation, workshopId, { after }, signal)
    rows.push(...page.rows)
    after = page.after
  }
  return { ...first, rows, readAt: Math.floor(Date.now() / 1000) }
}

/** Everybody who is registered on sheets of paper, a box to tick for each day, for halls without phones. */
export const PaperRoster = (props: PaperRosterProps) => {
  const { organisation, workshopId } = props
  const say = useText(rosterTexts)
  const whole = useQuery(`${keys.roster(organisation, workshopId)}/whole`, (signal) =>
    wholeRoster(props, signal),
  )
  return (
    <>
      <PageHeader
        title={say('paper.title')}
        lead={say('paper.lead')}
        crumbs={[
          { label: say('workshop'), href: `/o/${organisation}/workshops/${workshopId}` },
          { label: say('kind'), href: `/o/${organisation}/workshops/${workshopId}/roster` },
        ]}
        actions={whole.data && <PrintButton />}
      />
      <AsyncView query={whole}>{(roster) => <Sheet roster={roster} />}</AsyncView>
      <div>
        <LinkButton icon="left" href={`/o/${organisation}/workshops/${workshopId}/roster`}>
          {say('paper.back')}
        </LinkButton>
      </div>
    </>
  )
}

const Sheet = ({ roster }: { roster: Whole }) => {
  const say = useText(rosterTexts)
  const name = useName()
  const language = useLanguage()
  const venue = useVenue()
  const zone = useZone()
  const { workshop, rows, counts, readAt } = roster
  const days = daysFrom(workshop.startsOn, workshop.endsOn)
  const owing = counts.dueMinor > 0
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list wider than a phone is scrolled by keys too
    <section class="paper-roster" tabIndex={0} aria-label={say('kind')}>
      <PrintSheet label={say('paper.title')}>
        <h2>{name(workshop)}</h2>
        <p>
          {formatDays(workshop.startsOn, workshop.endsOn, language)}
          {venue(workshop) && `, ${venue(workshop)}`}. {say('paper.count', { count: rows.length })}.{' '}
          {say('paper.at', { at: formatInstant(readAt, zone, language) })}.
        </p>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('paper.number')}</th>
              <th scope="col">{say('name')}</th>
              <th scope="col">{say('unit')}</th>
              <th scope="col">{say('code')}</th>
              {owing && <th scope="col">{say('paper.owed')}</th>}
              {days.map((day) => (
                <th key={day} scope="col" class="paper-day">
                  {formatDay(day, 'short', language)}
                </th>
              ))}
              <th scope="col">{say('paper.sign')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <Line
                key={row.registrationId}
                number={index + 1}
                row={row}
                days={days}
                owing={owing}
                currency={roster.currency}
              />
            ))}
          </tbody>
        </table>
      </PrintSheet>
    </section>
  )
}

type LineProps = { number: number; row: RosterRow; days: readonly string[]; owing: boolean; currency: string }

const Line = ({ number, row, days, owing, currency }: LineProps) => {
  const name = useName()
  const { person } = row
  const owedMinor = row.dueMinor - row.paidMinor
  return (
    <tr>
      <td>{number}</td>
      <th scope="row">
        <span lang="hi">{person.nameHi}</span>
        {person.nameEn !== person.nameHi && <span lang="en">{person.nameEn}</span>}
      </th>
      <td>{name(row.unit)}</td>
      <td class="nowrap">{spacedCode(row.code)}</td>
      {owing && <td class="nowrap">{owedMinor > 0 ? formatMoney(owedMinor, currency, 'en') : '–'}</td>}
      {days.map((day) => (
        <td key={day} class="paper-day">
          <span class="paper-box">{row.days.includes(day) ? '✓' : ''}</span>
        </td>
      ))}
      <td class="paper-sign" />
    </tr>
  )
}
