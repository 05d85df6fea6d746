import './units.css'
import { useEffect, useId, useState } from 'preact/hooks'
import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import { hierarchyTexts } from '../text/hierarchy.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FieldError, type FieldFrame } from '../ui/field.tsx'
import { SearchBox } from '../ui/search.tsx'
import { hierarchyApi, type Unit, type UnitChild } from './api.ts'
import { useFoundNote } from './found.ts'

type UnitPickerProps = FieldFrame & {
  organisation: string
  value: Unit | null
  onChange: (unit: Unit) => void
  /** `all` offers every unit by its name; `mine` only those within one's powers. */
  of?: 'all' | 'mine' | undefined
  /** Only units of this level can be chosen; others are passed through. */
  level?: string | undefined
}

/** Chooses one unit: by typing a part of its name in either script, or by going down the tree. */
export const UnitPicker = (props: UnitPickerProps) => {
  const { label, hint, error, value, onChange, disabled } = props
  const say = useText(hierarchyTexts)
  const name = useName()
  const id = useId()
  const [open, setOpen] = useState(false)
  const choose = (unit: Unit) => {
    onChange(unit)
    setOpen(false)
  }
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <p class="field-label" id={`${id}-label`}>
        {label}
      </p>
      {hint && <p class="field-hint">{hint}</p>}
      <button
        type="button"
        class="unit-picked"
        aria-haspopup="dialog"
        aria-labelledby={`${id}-label ${id}-value ${id}-change`}
        aria-describedby={error ? `${id}-error` : undefined}
        disabled={disabled}
        onClick={() => setOpen(true)}
      >
        <span id={`${id}-value`} class={value ? 'strong' : 'soft'}>
          {value ? name(value) : say('pick.choose')}
        </span>{' '}
        {value && (
          <span id={`${id}-change`} class="soft small">
            {say('pick.change')}
          </span>
        )}
      </button>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      <Dialog title={say('pick.title')} open={open} onClose={() => setOpen(false)}>
        <Picking {...props} onChoose={choose} />
      </Dialog>
    </div>
  )
}

type PickingProps = UnitPickerProps & { onChoose: (unit: Unit) => void }

const Picking = (props: PickingProps) => {
  const { organisation, of = 'all', level } = props
  const say = useText(hierarchyTexts)
  const note = useFoundNote()
  const [typed, setTyped] = useState('')
  const api = hierarchyApi(organisation)
  const route = of === 'all' ? api['unit-names'] : api.units
  const found = useQuery(
    typed ? `${organisation}/pick/${of}/${level ?? ''}/search/${typed}` : null,
    (signal) =>
      json(route.search.$get({ query: { q: typed, ...(level ? { level } : {}) } }, { init: { signal } })),
  )
  return (
    <div class="stack unit-pick">
      <SearchBox
        label={say('search')}
        value={typed}
        onSearch={setTyped}
        result={typed && found.data ? say('found', { count: found.data.units.length }) : undefined}
      />
      {typed ? (
        <AsyncView
          query={found}
          isEmpty={({ units }) => units.length === 0}
          empty={() => (
            <EmptyState icon="search" title={say('found.none')}>
              {say('found.none.text')}
            </EmptyState>
          )}
        >
          {({ units }) => (
            <ul class="list">
              {units.map((unit) => (
                <Line key={unit.id} unit={unit} note={note(unit)} onChoose={props.onChoose} />
              ))}
            </ul>
          )}
        </AsyncView>
      ) : (
        <Browsing {...props} />
      )}
    </div>
  )
}

const Browsing = ({ organisation, of = 'all', level, onChoose }: PickingProps) => {
  const say = useText(hierarchyTexts)
  const [trail, setTrail] = useState<readonly UnitChild[]>([])
  const parent = trail.at(-1)
  const api = hierarchyApi(organisation)
  const route = of === 'all' ? api['unit-names'] : api.units
  const listed = useQuery(`${organisation}/pick/${of}/below/${parent?.id ?? ''}`, (signal) =>
    json(route.$get({ query: parent ? { parent: parent.id } : {} }, { init: { signal } })),
  )
  // Where one starts with a single unit, what lies below it is shown at once.
  const [only, ...others] = (parent ? undefined : listed.data?.units) ?? []
  useEffect(() => {
    if (only && others.length === 0 && only.children > 0) setTrail([only])
  }, [only, others.length])
  const choosing = (unit: UnitChild) => (level && unit.levelId !== level ? undefined : onChoose)
  return (
    <>
      {parent && (
        <ul class="list">
          <Line unit={parent} chosen onChoose={choosing(parent)} />
        </ul>
      )}
      {trail.length > 1 && (
        <div>
          <Button icon="up" onPress={() => setTrail(trail.slice(0, -1))}>
            {say('pick.up')}
          </Button>
        </div>
      )}
      <AsyncView
        query={listed}
        isEmpty={({ units }) => units.length === 0}
        empty={() => <p class="soft">{say('pick.none')}</p>}
      >
        {({ units }) => (
          <ul class="list unit-below">
            {units.map((unit) => (
              <Line
                key={unit.id}
                unit={unit}
                onChoose={choosing(unit)}
                onOpen={unit.children > 0 ? () => setTrail([...trail, unit]) : undefined}
              />
            ))}
          </ul>
        )}
      </AsyncView>
    </>
  )
}

type LineProps = {
  unit: Unit
  note?: string | undefined
  /** The unit whose children stand below. */
  chosen?: boolean | undefined
  onChoose?: ((unit: Unit) => void) | undefined
  onOpen?: (() => void) | undefined
}

const Line = ({ unit, note, chosen, onChoose, onOpen }: LineProps) => {
  const say = useText(hierarchyTexts)
  const name = useName()
  const press = onChoose ? () => onChoose(unit) : onOpen
  const words = (
    <span class="row-text">
      <span class="row-title">{name(unit)}</span>
      {note && <span class="row-note">{note}</span>}
    </span>
  )
  return (
    <li class="unit-line">
      {press ? (
        <button type="button" class="row" onClick={press}>
          {words}
          {chosen && <span class="unit-here">{say('pick.here')}</span>}
        </button>
      ) : (
        <div class="row">{words}</div>
      )}
      {onOpen && <IconButton icon="right" label={say('pick.open', { name: name(unit) })} onPress={onOpen} />}
    </li>
  )
}
