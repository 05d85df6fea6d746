import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { useQuery } from '../query.ts'
import { common } from '../text/common.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { onboardingTexts } from '../text/onboarding.ts'
import { AsyncView } from '../ui/async.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Choice } from '../ui/choice.tsx'
import { FieldError, TextField } from '../ui/field.tsx'
import { onboardingApi } from './api.ts'
import { isNamed, type LevelDraft, moved, newLevel } from './draft.ts'
import type { StepProps } from './new.tsx'

const MOST = 12

/** Every shape that an organisation may begin with; they change with the product, not with the day. */
export const useTemplates = () =>
  useQuery('templates', (signal) => json(onboardingApi.templates.$get(undefined, { init: { signal } })))

/** The organisation's own rungs: taken from a shape, then renamed, added, removed and put in order. */
export const LevelsStep = ({ draft, set, onNext, onBack }: StepProps) => {
  const say = useText(onboardingTexts)
  const sayCommon = useText(common)
  const name = useName()
  const templates = useTemplates()
  const [tried, setTried] = useState(false)
  const { levels } = draft
  const good = levels.length > 0 && levels.every(isNamed)
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (good) onNext()
      }}
    >
      <AsyncView query={templates}>
        {(shapes) => (
          <Choice
            label={say('template')}
            hint={say('template.hint')}
            required
            value={draft.template}
            onChange={(template) =>
              set({
                template,
                levels: shapes.find(({ id }) => id === template)?.levels ?? [],
              })
            }
            options={shapes.map((shape) => ({
              value: shape.id,
              label: name(shape),
              hint: shape.levels.map(name).join(' › ') || undefined,
            }))}
          />
        )}
      </AsyncView>
      {draft.template && (
        <Panel title={say('levels')} hint={say('levels.hint')}>
          <Levels levels={levels} onChange={(next) => set({ levels: next })} tried={tried} />
          {tried && levels.length === 0 && <FieldError id="no-levels">{say('levels.missing')}</FieldError>}
        </Panel>
      )}
      <div class="cluster">
        <Button kind="main" submit disabled={!draft.template}>
          {sayCommon('next')}
        </Button>
        <Button onPress={onBack}>{sayCommon('back')}</Button>
      </div>
    </form>
  )
}

type LevelsProps = {
  levels: readonly LevelDraft[]
  onChange: (levels: LevelDraft[]) => void
  tried: boolean
}

const Levels = ({ levels, onChange, tried }: LevelsProps) => {
  const say = useText(onboardingTexts)
  return (
    <>
      <ol class="levels">
        {levels.map((level, at) => (
          <LevelFields
            key={level.id}
            level={level}
            at={at}
            last={at === levels.length - 1}
            tried={tried}
            onChange={(next) => onChange(levels.map((each) => (each.id === level.id ? next : each)))}
            onMove={(by) => onChange(moved(levels, at, by))}
            onRemove={() => onChange(levels.filter(({ id }) => id !== level.id))}
          />
        ))}
      </ol>
      {levels.length < MOST && (
        <div>
          <Button icon="plus" onPress={() => onChange([...levels, newLevel()])}>
            {say('level.add')}
          </Button>
        </div>
      )}
    </>
  )
}

type LevelFieldsProps = {
  level: LevelDraft
  at: number
  last: boolean
  tried: boolean
  onChange: (level: LevelDraft) => void
  onMove: (by: -1 | 1) => void
  onRemove: () => void
}

const LevelFields = ({ level, at, last, tried, onChange, onMove, onRemove }: LevelFieldsProps) => {
  const say = useText(onboardingTexts)
  const name = useName()
  const called = name(level) || say('level', { number: at + 1 })
  return (
    <li class="level">
      <div class="level-head">
        <h3>{say('level', { number: at + 1 })}</h3>
        <span class="cluster">
          <IconButton
            icon="up"
            label={say('level.up', { name: called })}
            disabled={at === 0}
            onPress={() => onMove(-1)}
          />
          <IconButton
            icon="down"
            label={say('level.down', { name: called })}
            disabled={last}
            onPress={() => onMove(1)}
          />
          <IconButton icon="trash" label={say('level.remove', { name: called })} onPress={onRemove} />
        </span>
      </div>
      <div class="level-names">
        <TextField
          label={say('name.hi')}
          error={tried && !isNamed(level) ? say('level.missing') : undefined}
          lang="hi"
          maxLength={60}
          required
          value={level.nameHi}
          onChange={(nameHi) => onChange({ ...level, nameHi })}
        />
        <TextField
          label={say('name.en')}
          lang="en"
          maxLength={60}
          required
          value={level.nameEn}
          onChange={(nameEn) => onChange({ ...level, nameEn })}
        />
      </div>
    </li>
  )
}
