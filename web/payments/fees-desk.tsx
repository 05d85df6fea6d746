import { useEffect, useRef, useState } from 'preact/hooks'
import { useQuery } from '../query.ts'
import { keys, type Roster, type RosterRow } from '../registrations/api.ts'
import { spacedCode } from '../registrations/days.ts'
import { readRoster } from '../registrations/read-roster.ts'
import { deskTexts } from '../text/desk.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { List, Row } from '../ui/list.tsx'
import { SearchBox } from '../ui/search.tsx'
import { Taken } from './taken.tsx'
import { type Recorded, Taking } from './taking.tsx'

type FeesDeskProps = { organisation: string; workshopId: string }

type StartProps = FeesDeskProps & {
  /** A code or name to begin with. */
  begin?: string | undefined
}

const sameCode = (code: string, typed: string) => typed.replace(/[\s-]/g, '').toUpperCase() === code

/** Taking fees at a workshop's desk: find the person, take what is owed, hand out the receipt. */
export const FeesDesk = ({ organisation, workshopId, begin = '' }: StartProps) => {
  const [typed, setTyped] = useState(begin)
  const [chosen, setChosen] = useState<{ row: RosterRow; currency: string } | undefined>(undefined)
  const [recorded, setRecorded] = useState<Recorded | undefined>(undefined)
  const next = () => {
    setTyped('')
    setChosen(undefined)
    setRecorded(undefined)
  }
  if (chosen && recorded)
    return <Taken organisation={organisation} row={chosen.row} recorded={recorded} onNext={next} />
  if (chosen) {
    return (
      <Taking
        organisation={organisation}
        workshopId={workshopId}
        row={chosen.row}
        currency={chosen.currency}
        onBack={next}
        onTaken={setRecorded}
      />
    )
  }
  return (
    <Finding
      organisation={organisation}
      workshopId={workshopId}
      typed={typed}
      onType={setTyped}
      onChoose={(row, currency) => setChosen({ row, currency })}
    />
  )
}

type FindingProps = FeesDeskProps & {
  typed: string
  onType: (typed: string) => void
  onChoose: (row: RosterRow, currency: string) => void
}

const Finding = ({ organisation, workshopId, typed, onType, onChoose }: FindingProps) => {
  const say = useText(deskTexts)
  const found = useQuery(`${keys.roster(organisation, workshopId)}?desk&${typed}`, (signal) =>
    readRoster(organisation, workshopId, typed ? { q: typed } : { only: 'owing' }, signal),
  )
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Where there is no screen keyboard to cover the page, a hand scanner can type at once.
    if (matchMedia('(pointer: fine)').matches)
      box.current?.querySelector('input')?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    // A hand scanner types a whole code: then there is nothing left to choose.
    const [row] = found.data?.rows ?? []
    if (row && found.data && sameCode(row.code, typed)) onChoose(row, found.data.currency)
  }, [found.data])
  return (
    <div class="stack" ref={box}>
      <p class="soft">{say('search.hint')}</p>
      <SearchBox
        label={say('search')}
        value={typed}
        onSearch={onType}
        result={typed && found.data ? say('found', { count: found.data.rows.length }) : undefined}
      />
      <AsyncView
        query={found}
        isEmpty={({ rows }) => rows.length === 0}
        empty={() => <Nobody organisation={organisation} workshopId={workshopId} searched={typed !== ''} />}
      >
        {(roster) => (
          <Found roster={roster} label={typed ? say('search') : say('owing')} onChoose={onChoose} />
        )}
      </AsyncView>
    </div>
  )
}

const Nobody = ({ organisation, workshopId, searched }: FeesDeskProps & { searched: boolean }) => {
  const say = useText(deskTexts)
  if (!searched) {
    return (
      <EmptyState icon="check" title={say('none.owing')}>
        {say('none.owing.text')}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon="search"
      title={say('none')}
      actions={
        <LinkButton href={`/o/${organisation}/workshops/${workshopId}/roster`}>{say('none.go')}</LinkButton>
      }
    >
      {say('none.text')}
    </EmptyState>
  )
}

type FoundProps = {
  roster: Roster
  label: string
  onChoose: (row: RosterRow, currency: string) => void
}

const Found = ({ roster, label, onChoose }: FoundProps) => {
  const say = useText(deskTexts)
  const name = useName()
  const language = useLanguage()
  const { rows, currency, after } = roster
  const standing = ({ dueMinor, paidMinor }: RosterRow) => {
    if (dueMinor === 0) return say('free')
    return dueMinor > paidMinor ? formatMoney(dueMinor - paidMinor, currency, language) : say('paid')
  }
  return (
    <>
      <h2>{label}</h2>
      <List label={label}>
        {rows.map((row) => (
          <Row
            key={row.registrationId}
            icon="person"
            title={name(row.person)}
            note={`${name(row.unit)}, ${spacedCode(row.code)}`}
            aside={standing(row)}
            onPress={() => onChoose(row, currency)}
          />
        ))}
      </List>
      {after !== null && <p class="soft">{say('more')}</p>}
    </>
  )
}
