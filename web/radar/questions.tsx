import '../planning/planning.css'
import './radar.css'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { newId } from '../id.ts'
import { putQuery, useAction, useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { useText } from '../text/index.ts'
import { radarText } from '../text/radar.ts'
import { AsyncView } from '../ui/async.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { radarApi } from './api.ts'

type Option = { sign: string; nameEn: string; nameHi: string }
type Question = { textEn: string; textHi: string; options: Option[]; answer: number }

const SIGNS = ['🟢', '🟡', '🔴']
const blank = (): Question => ({
  textEn: '',
  textHi: '',
  options: SIGNS.map((sign) => ({ sign, nameEn: '', nameHi: '' })),
  answer: 0,
})

type OneProps = {
  place: number
  value: Question
  onChange: (next: Question) => void
  fault: (pointer: string) => string | undefined
}

const One = ({ place, value, onChange, fault }: OneProps) => {
  const say = useText(radarText)
  const at = (field: string) => fault(`/questions/${place}/${field}`)
  const setOption = (n: number, more: Partial<Option>) =>
    onChange({ ...value, options: value.options.map((one, m) => (m === n ? { ...one, ...more } : one)) })
  return (
    <Panel title={say('probe.question', { count: place + 1 })}>
      <TextField
        label={say('probe.hi')}
        required
        lang="hi"
        value={value.textHi}
        error={at('textHi')}
        onChange={(textHi) => onChange({ ...value, textHi })}
      />
      <TextField
        label={say('probe.en')}
        required
        lang="en"
        value={value.textEn}
        error={at('textEn')}
        onChange={(textEn) => onChange({ ...value, textEn })}
      />
      <div class="probe-options">
        {value.options.map((option, n) => (
          <fieldset key={SIGNS[n]} class="stack stack-s">
            <legend class="strong">{say('probe.option', { count: n + 1 })}</legend>
            <TextField
              label={say('probe.sign')}
              hint={say('probe.sign.hint')}
              required
              value={option.sign}
              error={at(`options/${n}/sign`)}
              onChange={(sign) => setOption(n, { sign })}
            />
            <TextField
              label={say('probe.option.hi')}
              required
              lang="hi"
              value={option.nameHi}
              error={at(`options/${n}/nameHi`)}
              onChange={(nameHi) => setOption(n, { nameHi })}
            />
            <TextField
              label={say('probe.option.en')}
              required
              lang="en"
              value={option.nameEn}
              error={at(`options/${n}/nameEn`)}
              onChange={(nameEn) => setOption(n, { nameEn })}
            />
          </fieldset>
        ))}
      </div>
      <SelectField
        label={say('probe.answer')}
        required
        value={String(value.answer)}
        onChange={(answer) => onChange({ ...value, answer: Number(answer) })}
        options={value.options.map((option, n) => ({
          value: String(n),
          label: `${option.sign} ${say('probe.option', { count: n + 1 })}`,
        }))}
      />
    </Panel>
  )
}

type EditProps = { slug: string; programmeId: string; known: Question[] | undefined; cacheKey: string }

const Edit = ({ slug, programmeId, known, cacheKey }: EditProps) => {
  const say = useText(radarText)
  const { route } = useLocation()
  const [questions, setQuestions] = useState<Question[]>(known ?? [0, 1, 2, 3, 4].map(blank))
  const save = useAction(async () => {
    const draft = { id: newId(), questions }
    const kept = await json(
      radarApi(slug).programmes[':programmeId'].probes.$post({ param: { programmeId }, json: draft }),
    )
    putQuery(cacheKey, kept)
    toast(say('probe.saved'))
    route(`/o/${slug}/samples`)
  })
  const fault = useFaults(save.problem)
  return (
    <form
      class="stack stack-l"
      onSubmit={(event) => {
        event.preventDefault()
        save.run()
      }}
    >
      {questions.map((question, place) => (
        <One
          key={place}
          place={place}
          value={question}
          fault={fault}
          onChange={(next) => setQuestions(questions.map((one, n) => (n === place ? next : one)))}
        />
      ))}
      {save.problem && <ProblemView problem={save.problem} />}
      <div>
        <Button kind="main" submit busy={save.busy}>
          {say('probe.save')}
        </Button>
      </div>
    </form>
  )
}

/** The five questions of a programme, each with three pictures of which one is right. */
export const Questions = ({ params }: ScreenProps<'/o/:organisation/programmes/:programme/questions'>) => {
  const { organisation: slug, programme } = params
  const say = useText(radarText)
  const cacheKey = `${slug}/probe/${programme}`
  const query = useQuery(cacheKey, (signal) =>
    json(
      radarApi(slug).programmes[':programmeId'].probe.$get(
        { param: { programmeId: programme } },
        { init: { signal } },
      ),
    ),
  )
  return (
    <>
      <PageHeader
        title={say('probe.title')}
        lead={say('probe.lead')}
        crumbs={[{ label: say('to.samples'), href: `/o/${slug}/samples` }]}
      />
      <AsyncView query={query}>
        {({ probe }) => (
          <Edit slug={slug} programmeId={programme} known={probe?.questions} cacheKey={cacheKey} />
        )}
      </AsyncView>
    </>
  )
}
