import './changes.css'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { useAction, useQuery } from '../query.ts'
import { changesTexts } from '../text/changes.ts'
import { formatInstant, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { DateField } from '../ui/field.tsx'
import { type Change, changesApi } from './api.ts'
import { useToday, useUndo } from './making.ts'

type Built = { what: string; nameEn: string | null; nameHi: string | null }

const KNOWN = ['unit', 'parent', 'person', 'office', 'grant', 'seat', 'catchment'] as const

type HistoryProps = {
  organisation: string
  unitId: string
  /** The past day that is shown. */
  on: string | undefined
}

/** What happened to a unit, with an undo on what can still be undone. */
export const UnitHistory = ({ organisation, unitId, on }: HistoryProps) => {
  const { route } = useLocation()
  const present = useToday()
  const say = useText(changesTexts)
  const told = useQuery(`${organisation}/units/${unitId}/changes`, (signal) =>
    json(changesApi(organisation).units[':unitId'].changes.$get({ param: { unitId } }, { init: { signal } })),
  )
  return (
    <Panel title={say('history')}>
      <DateField
        label={say('past')}
        required
        value={on ?? present}
        max={present}
        onChange={(day) => {
          if (day) route(`/o/${organisation}/units/${unitId}${day < present ? `?on=${day}` : ''}`)
        }}
      />
      <AsyncView
        query={told}
        isEmpty={({ changes }) => changes.length === 0}
        empty={() => <p class="soft">{say('history.none')}</p>}
      >
        {({ changes }) => (
          <ul class="list">
            {changes.map((change) => (
              <Line key={change.id} organisation={organisation} change={change} />
            ))}
          </ul>
        )}
      </AsyncView>
    </Panel>
  )
}

const Line = ({ organisation, change }: { organisation: string; change: Change }) => {
  const say = useText(changesTexts)
  const name = useName()
  const language = useLanguage()
  const zone = useZone()
  const [asking, setAsking] = useState(false)
  const undo = useUndo(organisation)
  const taking = useAction(async () => {
    await undo(change.id)
    setAsking(false)
  })
  const called = (unit: Change['unit']) => (unit ? name(unit) : say('history.gone'))
  const values = { unit: called(change.unit), from: called(change.from), into: called(change.into) }
  const built = (taking.problem?.extra.built as Built[] | undefined) ?? []
  const kindOf = (what: string) => KNOWN.find((one) => one === what) ?? 'other'
  return (
    <li class="change-line">
      <div class="row">
        <span class="row-text">
          <span class="row-title">{say(`history.${change.kind}`, values)}</span>
          <span class="row-note">
            {say('history.by', {
              when: formatInstant(change.at, zone, language),
              who: change.by ? name(change.by) : '',
            })}
          </span>
        </span>
        {change.undoneAt !== null && <Badge>{say('undone')}</Badge>}
        {change.undoable && (
          <Button icon="undo" onPress={() => setAsking(true)}>
            {say('undo')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        title={say('undo.title')}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={taking.run}
        confirm={say('undo')}
        busy={taking.busy}
        problem={taking.problem}
      >
        <p class="strong">{say(`history.${change.kind}`, values)}</p>
        <p>{say('undo.text')}</p>
        {built.length > 0 && (
          <div>
            <p class="strong">{say('built.title')}</p>
            <ul>
              {built.map(({ what, nameEn, nameHi }, at) => (
                <li key={`${what} ${at}`}>
                  {say(`built.${kindOf(what)}`, {
                    name: name({ nameEn: nameEn ?? '', nameHi: nameHi ?? '' }),
                  })}
                </li>
              ))}
            </ul>
          </div>
        )}
      </ConfirmDialog>
    </li>
  )
}
