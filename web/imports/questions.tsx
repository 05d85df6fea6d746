import { useState } from 'preact/hooks'
import { importTexts } from '../text/imports.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { SelectField } from '../ui/field.tsx'
import type { Asked, AskedPerson } from './api.ts'

type Question = { text: string; rows: number; options: { value: string; label: string }[] }

type QuestionsProps = {
  title: string
  hint: string
  questions: readonly Question[]
  busy: boolean
  onAnswer: (chosen: Readonly<Record<string, string>>) => void
}

const Questions = ({ title, hint, questions, busy, onAnswer }: QuestionsProps) => {
  const say = useText(importTexts)
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  return (
    <Panel title={title} hint={hint}>
      <div class="import-mapping">
        {questions.map(({ text, rows, options }) => (
          <SelectField
            key={text}
            required
            label={text.replace('\n', ', ')}
            hint={say('rows', { count: rows })}
            value={chosen[text] ?? ''}
            onChange={(value) => setChosen({ ...chosen, [text]: value })}
            options={options}
          />
        ))}
      </div>
      <div>
        <Button
          kind="main"
          busy={busy}
          disabled={Object.keys(chosen).length === 0}
          onPress={() => onAnswer(chosen)}
        >
          {say('asked.go')}
        </Button>
      </div>
    </Panel>
  )
}

type WhichProps<A, T> = { asked: readonly T[]; busy: boolean; onAnswer: (answers: A[]) => void }

/** Texts that may mean several units: asked once, remembered. */
export const WhichUnits = ({
  asked,
  busy,
  onAnswer,
}: WhichProps<{ place: string; unitId: string }, Asked>) => {
  const say = useText(importTexts)
  const name = useName()
  return (
    <Questions
      title={say('asked.title')}
      hint={say('asked.hint')}
      busy={busy}
      onAnswer={(chosen) => onAnswer(Object.entries(chosen).map(([place, unitId]) => ({ place, unitId })))}
      questions={asked.map(({ place, rows, choices }) => ({
        text: place,
        rows,
        options: choices.map((unit) => ({
          value: unit.id,
          label: `${name(unit)} (${unit.code}) – ${unit.trail}`,
        })),
      }))}
    />
  )
}

/** Texts that may mean several people, or somebody whose name is spelt in another way. */
export const WhichPeople = ({
  asked,
  busy,
  onAnswer,
}: WhichProps<{ who: string; personId: string }, AskedPerson>) => {
  const say = useText(importTexts)
  const name = useName()
  return (
    <Questions
      title={say('asked.people.title')}
      hint={say('asked.people.hint')}
      busy={busy}
      onAnswer={(chosen) => onAnswer(Object.entries(chosen).map(([who, personId]) => ({ who, personId })))}
      questions={asked.map(({ who, rows, choices }) => ({
        text: who,
        rows,
        options: choices.map((person) => ({
          value: person.id,
          label: [
            name(person),
            person.guardianName,
            person.bornYear,
            `${name(person.unit)} (${person.unit.code})`,
          ]
            .filter(Boolean)
            .join(' · '),
        })),
      }))}
    />
  )
}
