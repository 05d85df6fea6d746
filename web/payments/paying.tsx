import './paying.css'
import { useState } from 'preact/hooks'
import { useQuery } from '../query.ts'
import { keys, type Roster, type RosterRow } from '../registrations/api.ts'
import { readRoster } from '../registrations/read-roster.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { formatDays, formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { payingTexts } from '../text/paying.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge, Chip } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Checkbox } from '../ui/choice.tsx'
import { PageHeader } from '../ui/page.tsx'
import { SearchBox } from '../ui/search.tsx'
import { ShareButtons } from '../workshops/share.tsx'
import { PayTogether } from './pay-together.tsx'

type Props = ScreenProps<'/o/:organisation/workshops/:workshop/paying'>

const ONLY = ['owing', 'all'] as const

/** Who of a workshop has paid; whoever is chosen is paid for in one sum. */
export const Paying = ({ params }: Props) => {
  const { organisation, workshop: id } = params
  const say = useText(payingTexts)
  const name = useName()
  const language = useLanguage()
  const [typed, setTyped] = useState('')
  const [only, setOnly] = useState<(typeof ONLY)[number]>('owing')
  const [chosen, setChosen] = useState<readonly RosterRow[]>([])
  const [paying, setPaying] = useState(false)
  const roster = useQuery(`${keys.roster(organisation, id)}?paying&${only}&${typed}`, (signal) =>
    readRoster(organisation, id, { ...(typed && { q: typed }), ...(only === 'owing' && { only }) }, signal),
  )
  const shown = roster.data?.workshop
  return (
    <>
      <PageHeader
        kind={say('title')}
        title={shown ? name(shown) : say('title')}
        lead={shown && formatDays(shown.startsOn, shown.endsOn, language)}
        crumbs={[{ label: say('workshop'), href: `/o/${organisation}/workshops/${id}` }]}
      />
      {paying && roster.data ? (
        <PayTogether
          organisation={organisation}
          workshopId={id}
          people={chosen}
          currency={roster.data.currency}
          onBack={() => setPaying(false)}
        />
      ) : (
        <div class="stack">
          <p class="soft">{say('lead')}</p>
          <SearchBox label={say('search')} value={typed} onSearch={setTyped} />
          <fieldset class="cluster" aria-label={say('show')}>
            {ONLY.map((each) => (
              <Chip key={each} pressed={each === only} onPress={() => setOnly(each)}>
                {say(`only.${each}`)}
              </Chip>
            ))}
          </fieldset>
          <AsyncView
            query={roster}
            isEmpty={({ rows }) => rows.length === 0}
            empty={() => (
              <EmptyState
                icon="check"
                title={say('none')}
                actions={
                  <LinkButton href={`/o/${organisation}/workshops/${id}/roster`}>{say('none.go')}</LinkButton>
                }
              >
                {say('none.text')}
              </EmptyState>
            )}
          >
            {(page) => (
              <Choosing roster={page} chosen={chosen} onChoose={setChosen} onPay={() => setPaying(true)} />
            )}
          </AsyncView>
          {shown && <Remind organisation={organisation} workshop={shown} />}
        </div>
      )}
    </>
  )
}

type ChoosingProps = {
  roster: Roster
  chosen: readonly RosterRow[]
  onChoose: (chosen: readonly RosterRow[]) => void
  onPay: () => void
}

const owedBy = (row: RosterRow) => Math.max(0, row.dueMinor - row.paidMinor)

const Choosing = ({ roster, chosen, onChoose, onPay }: ChoosingProps) => {
  const say = useText(payingTexts)
  const language = useLanguage()
  const { rows, currency, after } = roster
  const isChosen = (row: RosterRow) => chosen.some((one) => one.registrationId === row.registrationId)
  const owing = rows.filter((row) => owedBy(row) > 0)
  const choose = (row: RosterRow, yes: boolean) =>
    onChoose(yes ? [...chosen, row] : chosen.filter((one) => one.registrationId !== row.registrationId))
  const sum = formatMoney(
    chosen.reduce((all, row) => all + owedBy(row), 0),
    currency,
    language,
  )
  return (
    <div class="stack">
      {owing.length > 1 && (
        <div class="cluster">
          <Button
            kind="quiet"
            icon="check"
            onPress={() => onChoose([...chosen, ...owing.filter((row) => !isChosen(row))])}
          >
            {say('choose.all')}
          </Button>
          {chosen.length > 0 && (
            <Button kind="quiet" icon="close" onPress={() => onChoose([])}>
              {say('choose.none')}
            </Button>
          )}
        </div>
      )}
      <ul class="paying-list" aria-label={say('title')}>
        {rows.map((row) => (
          <PayingRow
            key={row.registrationId}
            row={row}
            currency={currency}
            chosen={isChosen(row)}
            onChoose={choose}
          />
        ))}
      </ul>
      {after !== null && <p class="soft">{say('more')}</p>}
      <Button kind="main" large wide icon="money" disabled={chosen.length === 0} onPress={onPay}>
        {chosen.length === 0 ? say('pay') : `${say('chosen', { count: chosen.length })}: ${sum}`}
      </Button>
    </div>
  )
}

type PayingRowProps = {
  row: RosterRow
  currency: string
  chosen: boolean
  onChoose: (row: RosterRow, yes: boolean) => void
}

const PayingRow = ({ row, currency, chosen, onChoose }: PayingRowProps) => {
  const say = useText(payingTexts)
  const name = useName()
  const language = useLanguage()
  const owed = owedBy(row)
  return (
    <li class="paying-row">
      {owed > 0 ? (
        <Checkbox
          label={name(row.person)}
          hint={name(row.unit)}
          checked={chosen}
          onChange={(yes) => onChoose(row, yes)}
        />
      ) : (
        <div>
          <p>{name(row.person)}</p>
          <p class="soft small">{name(row.unit)}</p>
        </div>
      )}
      {owed > 0 ? (
        <Badge tone="warn">{say('owed', { amount: formatMoney(owed, currency, language) })}</Badge>
      ) : (
        <Badge tone="good">{row.dueMinor === 0 ? say('free') : say('paid')}</Badge>
      )}
    </li>
  )
}

type RemindProps = { organisation: string; workshop: Roster['workshop'] }

const Remind = ({ organisation, workshop }: RemindProps) => {
  const say = useText(payingTexts)
  const name = useName()
  const slug = useFrame(organisation)?.organisation.slug ?? organisation
  const text = `${say('remind.text', { workshop: name(workshop) })}\n${location.origin}/o/${slug}/me`
  return (
    <Panel title={say('remind')} hint={say('remind.hint')}>
      <blockquote>{text}</blockquote>
      <ShareButtons text={text} title={say('reminder')} />
    </Panel>
  )
}
