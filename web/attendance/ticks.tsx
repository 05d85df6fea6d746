import { useState } from 'preact/hooks'
import { attendanceTexts } from '../text/attendance.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Badge, Chip } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Icon } from '../ui/icon.tsx'
import { SearchBox } from '../ui/search.tsx'
import type { Attendee } from './api.ts'
import { matching } from './verdict.ts'

type TicksProps = {
  rows: readonly Attendee[]
  dayOn: string
  ofDays: number
  currency: string
  onTick: (row: Attendee, there: boolean) => void
}

/** The whole roster with big boxes to tick, and a search that narrows it. */
export const Ticks = ({ rows, dayOn, ofDays, currency, onTick }: TicksProps) => {
  const say = useText(attendanceTexts)
  const [typed, setTyped] = useState('')
  const [missing, setMissing] = useState(false)
  const found = matching(rows, typed).filter(({ days }) => !missing || !days.includes(dayOn))
  if (rows.length === 0) {
    return (
      <EmptyState icon="people" title={say('list.empty')}>
        {say('list.empty.hint')}
      </EmptyState>
    )
  }
  const nobody = typed ? 'list.none' : 'list.all'
  return (
    <div class="stack">
      <SearchBox
        label={say('list.search')}
        value={typed}
        onSearch={setTyped}
        pauseMs={80}
        result={typed && say('list.found', { count: found.length })}
      />
      <div class="cluster">
        <Chip pressed={missing} onPress={() => setMissing(!missing)}>
          {say('list.missing')}
        </Chip>
        <span class="soft">{say('list.found', { count: found.length })}</span>
      </div>
      {found.length === 0 ? (
        <EmptyState icon={typed ? 'search' : 'check'} title={say(nobody)}>
          {say(`${nobody}.hint`)}
        </EmptyState>
      ) : (
        <ul class="ticks" aria-label={say('list.label')}>
          {found.map((row) => (
            <Tick
              key={row.registrationId}
              row={row}
              there={row.days.includes(dayOn)}
              ofDays={ofDays}
              currency={currency}
              onTick={onTick}
            />
          ))}
        </ul>
      )}
    </div>
  )
}

type TickProps = Omit<TicksProps, 'rows' | 'dayOn'> & { row: Attendee; there: boolean }

const Tick = ({ row, there, ofDays, currency, onTick }: TickProps) => {
  const say = useText(attendanceTexts)
  const language = useLanguage()
  const name = useName()
  const owedMinor = row.dueMinor - row.paidMinor
  return (
    <li>
      <label class="tick">
        <input
          type="checkbox"
          checked={there}
          onChange={(event) => onTick(row, event.currentTarget.checked)}
        />
        <span class="tick-mark" aria-hidden="true">
          <Icon name="check" size={28} />
        </span>
        <span class="row-text">
          <span class="row-title">{name(row.person)}</span>
          <span class="row-note">
            {name(row.unit)}, {row.code}
            {ofDays > 1 && `, ${say('list.days', { days: row.days.length, of: ofDays })}`}
          </span>
        </span>
        {owedMinor > 0 && (
          <Badge tone="warn" icon="money">
            {say('owes.short', { amount: formatMoney(owedMinor, currency, language) })}
          </Badge>
        )}
      </label>
    </li>
  )
}
