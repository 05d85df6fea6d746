import { json } from '../api.ts'
import type { Unit, UnitPage } from '../hierarchy/api.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { reloadQueries, useAction } from '../query.ts'
import { daysTexts } from '../text/days.ts'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { List, Row } from '../ui/list.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type Coming, type ComingAsked, changesApi } from './api.ts'

const useWithdrawal = (organisation: string) => {
  const say = useText(daysTexts)
  return async (comingId: string) => {
    await json(changesApi(organisation).coming[':comingId'].withdrawal.$post({ param: { comingId } }))
    toast(say('withdrawn'))
    reloadQueries(`${organisation}/units`)
  }
}

/** Plans something at a unit for a day to come, and says so with a way back. */
export const usePlanning = (organisation: string) => {
  const say = useText(daysTexts)
  const language = useLanguage()
  const withdraw = useWithdrawal(organisation)
  return async (unitId: string, asked: ComingAsked) => {
    const { units } = changesApi(organisation)
    const planned = await json(units[':unitId'].coming.$post({ param: { unitId }, json: asked }))
    reloadQueries(`${organisation}/units`)
    toast(say('planned', { day: formatDay(planned.on, 'medium', language) }), () => {
      withdraw(planned.id).catch(() => reloadQueries(`${organisation}/units`))
    })
  }
}

type Closed = Unit & { closedOn: string }
type Listed = { coming: Coming } | { closed: Closed }
type DaysProps = { organisation: string; unit: UnitPage; edits: boolean }

/** What is coming at a unit and right below it, and what has closed there; nothing where there is neither. */
export const UnitDays = ({ organisation, unit, edits }: DaysProps) => {
  const say = useText(daysTexts)
  const name = useName()
  const language = useLanguage()
  const param = { unitId: unit.id }
  const key = `${organisation}/units/${unit.id}/days`
  const days = changesApi(organisation).units[':unitId'].days
  const pages = usePages<Listed>(key, async (after, signal) => {
    const query = after ? { after } : {}
    const page = await json(days.$get({ param, query }, { init: { signal: signal ?? null } }))
    const closed = page.closed.map((one) => ({ closed: one }))
    // Every page tells what is coming; the first one counts.
    return {
      items: [...(after ? [] : page.coming.map((one) => ({ coming: one }))), ...closed],
      after: page.after,
    }
  })
  const coming = pages.items.flatMap((one) => ('coming' in one ? [one.coming] : []))
  const closed = pages.items.flatMap((one) => ('closed' in one ? [one.closed] : []))
  if (coming.length + closed.length === 0) return null
  return (
    <Panel title={say('title')}>
      {coming.length > 0 && (
        <List label={say('coming')}>
          {coming.map((one) => (
            <Line key={one.id} organisation={organisation} coming={one} edits={edits} />
          ))}
        </List>
      )}
      {closed.length > 0 && (
        <List label={say('closed')}>
          {closed.map((one) => (
            <Row
              key={one.id}
              title={name(one)}
              note={say('closed.on', { day: formatDay(one.closedOn, 'medium', language) })}
              href={`/o/${organisation}/units/${one.id}`}
            />
          ))}
        </List>
      )}
      <More pages={pages} />
    </Panel>
  )
}

const Line = ({ organisation, coming, edits }: { organisation: string; coming: Coming; edits: boolean }) => {
  const say = useText(daysTexts)
  const name = useName()
  const language = useLanguage()
  const withdraw = useWithdrawal(organisation)
  const taking = useAction(() => withdraw(coming.id))
  const day = formatDay(coming.on, 'medium', language)
  const who = coming.by && say('by', { who: name(coming.by) })
  return (
    <li>
      <div class="row">
        <span class="row-text">
          <span class="row-title">
            {name(coming.unit)} <span class="soft">{coming.unit.code}</span>
          </span>
          <span class="row-note">{[say(coming.kind, { day }), who].filter(Boolean).join(' · ')}</span>
          {coming.refused && <span class="row-note strong">{say(`refused.${coming.refused}`)}</span>}
        </span>
        {edits && (
          <Button
            label={say('withdraw.of', { name: name(coming.unit) })}
            busy={taking.busy}
            onPress={taking.run}
          >
            {say('withdraw')}
          </Button>
        )}
      </div>
      {taking.problem && <ProblemView problem={taking.problem} />}
    </li>
  )
}
