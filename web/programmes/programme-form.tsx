import { Form } from '../planning/form.tsx'
import { NamesField } from '../planning/names-field.tsx'
import type { Action } from '../query.ts'
import { useLanguage, useText } from '../text/index.ts'
import { bothNames } from '../text/names.ts'
import { planning } from '../text/planning.ts'
import { programmesText } from '../text/programmes.ts'
import { Button } from '../ui/button.tsx'
import { DateField, Textarea } from '../ui/field.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'

/** What a planner writes about a programme. */
export type ProgrammeFields = {
  nameEn: string
  nameHi: string
  aboutEn: string
  aboutHi: string
  startsOn: string
  endsOn: string
}

/** The fields as they are sent: a language that was left empty takes the other's words. */
export const programmeInput = (fields: ProgrammeFields): ProgrammeFields => {
  const about = bothNames({ nameEn: fields.aboutEn, nameHi: fields.aboutHi })
  return {
    ...fields,
    ...bothNames(fields),
    aboutEn: about.nameEn,
    aboutHi: about.nameHi,
  }
}

type ProgrammeFormProps = {
  draft: ProgrammeFields
  set: (name: keyof ProgrammeFields, value: string) => void
  save: Action<[], unknown>
  onSubmit: () => void
  submit: string
}

/** Name, time and purpose of a programme. */
export const ProgrammeForm = ({ draft, set, save, onSubmit, submit }: ProgrammeFormProps) => {
  const say = useText(programmesText)
  const shared = useText(planning)
  const language = useLanguage()
  const words = { '/endsOn': say('fault.end') }
  const fault = useFaults(save.problem, words)
  const abouts = [
    { key: 'aboutHi', label: say('about.hi') },
    { key: 'aboutEn', label: say('about.en') },
  ] as const
  return (
    <Form onSubmit={onSubmit}>
      <NamesField
        nameEn={draft.nameEn}
        nameHi={draft.nameHi}
        hint={`${say('name.example')}. ${shared('name.hint')}`}
        errors={{ en: fault('/nameEn'), hi: fault('/nameHi') }}
        onChange={set}
      />
      <div class="pair">
        <DateField
          label={say('starts')}
          required
          value={draft.startsOn}
          error={fault('/startsOn')}
          onChange={(value) => set('startsOn', value)}
        />
        <DateField
          label={say('ends')}
          required
          min={draft.startsOn}
          value={draft.endsOn}
          error={fault('/endsOn')}
          onChange={(value) => set('endsOn', value)}
        />
      </div>
      {(language === 'hi' ? abouts : abouts.toReversed()).map(({ key, label }) => (
        <Textarea
          key={key}
          label={label}
          rows={3}
          maxLength={4000}
          value={draft[key]}
          onChange={(value) => set(key, value)}
        />
      ))}
      {save.problem && <ProblemView problem={save.problem} words={words} />}
      <div class="cluster">
        <Button kind="main" submit busy={save.busy}>
          {submit}
        </Button>
      </div>
    </Form>
  )
}
