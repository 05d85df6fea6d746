import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import type { Unit } from '../hierarchy/api.ts'
import { UnitPicker } from '../hierarchy/unit-picker.tsx'
import { workshopsApi } from '../planning/api.ts'
import { useAction } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { formatCount } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { quotasText } from '../text/quotas.ts'
import { Banner } from '../ui/banner.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { plainDigits } from '../ui/numbers.ts'
import { ProblemView } from '../ui/problem.tsx'
import { useCellName } from './cell-name.ts'
import { type CellDraft, cellKey, keptSeats, stamped } from './quota-rules.ts'
import { QuotaStamp, useWings } from './quota-stamp.tsx'
import type { Quotas } from './quotas.tsx'

type LineProps = { cell: CellDraft; set: (cell: CellDraft) => void; drop: () => void }

const Line = ({ cell, set, drop }: LineProps) => {
  const say = useText(quotasText)
  const name = useCellName()(cell)
  return (
    <li class="quota-line">
      <span class="quota-name">{name}</span>
      <input
        class="input quota-seats"
        type="text"
        inputMode="numeric"
        aria-label={say('seats-of', { name })}
        aria-invalid={cell.seats === null ? 'true' : undefined}
        value={cell.seats ?? ''}
        onInput={(event) => {
          const plain = plainDigits(event.currentTarget.value)
          set({ ...cell, seats: /^\d{1,6}$/.test(plain) ? Number(plain) : null })
        }}
      />
      <input
        class="input quota-until"
        type="date"
        aria-label={say('until-of', { name })}
        value={cell.releaseOn}
        onInput={(event) => set({ ...cell, releaseOn: event.currentTarget.value })}
      />
      <IconButton icon="close" label={say('take-out-of', { name })} onPress={drop} />
    </li>
  )
}

type OneMoreProps = { slug: string; cells: readonly CellDraft[]; add: (cell: CellDraft) => void }

const OneMore = ({ slug, cells, add }: OneMoreProps) => {
  const say = useText(quotasText)
  const called = useCellName()
  const [unit, setUnit] = useState<Unit | null>(null)
  const wings = useWings(slug)
  const fresh = (cell: Pick<CellDraft, 'unit' | 'wing'>) => ({
    ...cell,
    seats: 1,
    releaseOn: cells[0]?.releaseOn ?? '',
  })
  const known = new Set(cells.map(cellKey))
  const everywhere = wings.filter((wing) => !known.has(cellKey({ unit: null, wing })))
  return (
    <Panel title={say('one')}>
      <div class="form">
        <UnitPicker organisation={slug} label={say('one.unit')} value={unit} onChange={setUnit} />
        <div class="cluster">
          <Button
            icon="plus"
            disabled={!unit || known.has(cellKey({ unit, wing: null }))}
            onPress={() => unit && add(fresh({ unit, wing: null }))}
          >
            {say('one.add')}
          </Button>
          {unit &&
            wings
              .filter((wing) => !known.has(cellKey({ unit, wing })))
              .map((wing) => (
                <Button key={wing.id} icon="plus" onPress={() => add(fresh({ unit, wing }))}>
                  {called({ unit, wing })}
                </Button>
              ))}
        </div>
        {everywhere.length > 0 && (
          <>
            <p class="field-label">{say('one.wing')}</p>
            <div class="cluster">
              {everywhere.map((wing) => (
                <Button key={wing.id} icon="plus" onPress={() => add(fresh({ unit: null, wing }))}>
                  {say('one.wing.add', { wing: called({ unit: null, wing }) })}
                </Button>
              ))}
            </div>
          </>
        )}
      </div>
    </Panel>
  )
}

const Sum = ({ cells, capacity }: { cells: readonly CellDraft[]; capacity: number }) => {
  const say = useText(quotasText)
  const language = useLanguage()
  const kept = keptSeats(cells)
  const shown = { kept: formatCount(kept, language), seats: formatCount(capacity, language) }
  return kept > capacity ? (
    <Banner tone="bad" title={say('sum.over', shown)} />
  ) : (
    <p class="strong" role="status">
      {say('sum', { ...shown, rest: formatCount(capacity - kept, language) })}
    </p>
  )
}

type EditorProps = { slug: string; quotas: Quotas; onDone: (next?: Quotas) => void }

/** Sets for whom seats are kept: many units at once, then by hand. */
export const QuotaEditor = ({ slug, quotas, onDone }: EditorProps) => {
  const say = useText(quotasText)
  const organisation = useFrame(slug)?.organisation
  const { workshop } = quotas
  const [cells, setCells] = useState<readonly CellDraft[]>(() =>
    quotas.cells.map(({ unit, wing, seats, releaseOn }) => ({
      unit,
      wing,
      seats,
      releaseOn: releaseOn ?? '',
    })),
  )
  const save = useAction(async () => {
    const at = workshopsApi(slug).workshops[':workshopId'].quotas
    const sent = cells.map(({ unit, wing, seats, releaseOn }) => ({
      unitId: unit?.id ?? null,
      wingId: wing?.id ?? null,
      seats: seats ?? 0,
      releaseOn: releaseOn || null,
    }))
    onDone(
      await json(
        at.$put({ param: { workshopId: workshop.id }, json: { version: workshop.version, cells: sent } }),
      ),
    )
  })
  const wrong = cells.some(({ seats }) => seats === null) || keptSeats(cells) > workshop.capacity
  if (!organisation) return null
  return (
    <>
      <QuotaStamp
        slug={slug}
        workshop={workshop}
        organisation={organisation}
        onStamp={(over) => setCells(stamped(cells, over))}
      />
      <Panel
        title={say('cells', { count: cells.length })}
        actions={
          cells.length > 1 && (
            <Button icon="close" onPress={() => setCells([])}>
              {say('remove.all')}
            </Button>
          )
        }
      >
        <div class="stack">
          <ul class="quota-lines">
            {cells.map((cell) => (
              <Line
                key={cellKey(cell)}
                cell={cell}
                set={(next) => setCells(cells.map((one) => (one === cell ? next : one)))}
                drop={() => setCells(cells.filter((one) => one !== cell))}
              />
            ))}
          </ul>
          <Sum cells={cells} capacity={workshop.capacity} />
          {save.problem && <ProblemView problem={save.problem} />}
          <div class="cluster">
            <Button kind="main" busy={save.busy} disabled={wrong} onPress={save.run}>
              {say('save')}
            </Button>
            <Button onPress={() => onDone()}>{say('cancel')}</Button>
          </div>
        </div>
      </Panel>
      <OneMore slug={slug} cells={cells} add={(cell) => setCells([...cells, cell])} />
    </>
  )
}
