import { useState } from 'preact/hooks'
import { v7 } from 'uuid'
import { json } from '../api.ts'
import { useAction } from '../query.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { papersText } from '../text/papers.ts'
import { Button } from '../ui/button.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Progress } from '../ui/progress.tsx'
import { SpeakButton } from '../ui/speak.tsx'
import { type OwnPaper, papersApi } from './api.ts'

type SittingProps = {
  slug: string
  registrationId: string
  paper: OwnPaper
  onDone: (result: { right: number; questions: number; passed: boolean }) => void
}

/** One question after the other: heard or read, and chosen with one tap. */
export const Sitting = ({ slug, registrationId, paper, onDone }: SittingProps) => {
  const say = useText(papersText)
  const name = useName()
  const [id] = useState(() => v7())
  const [at, setAt] = useState(0)
  const [chosen, setChosen] = useState<Record<string, number>>({})
  const send = useAction(async () => {
    const answers = Object.entries(chosen).map(([questionId, choice]) => ({ questionId, choice }))
    const route = papersApi(slug).registrations[':registrationId'].results
    onDone(await json(route.$post({ param: { registrationId }, json: { id, paperId: paper.id, answers } })))
  })
  const asked = paper.asked[at]
  if (!asked) return null
  const words = (of: { textEn: string; textHi: string }) => name({ nameEn: of.textEn, nameHi: of.textHi })
  const last = at === paper.asked.length - 1
  return (
    <>
      <PageHeader title={name(paper)} kind={name(paper.subject)} />
      <Progress
        label={say('at', { n: at + 1, of: paper.asked.length })}
        done={at}
        total={paper.asked.length}
      />
      <fieldset class="sitting" key={asked.id}>
        <legend>
          {asked.picture && (
            <span class="sitting-picture" aria-hidden="true">
              {asked.picture}
            </span>
          )}
          {words(asked)}
        </legend>
        <SpeakButton text={[words(asked), ...asked.options.map(words)].filter(Boolean).join('. ')} />
        <div class={paper.kind === 'pictogram' ? 'sitting-pictures' : 'stack'}>
          {asked.options.map((option, n) => (
            <label key={`${n}-${option.picture}`} class="sitting-option">
              <input
                type="radio"
                name={asked.id}
                checked={chosen[asked.id] === n}
                onChange={() => setChosen({ ...chosen, [asked.id]: n })}
              />
              {option.picture ? (
                <>
                  <span class="sitting-picture" aria-hidden="true">
                    {option.picture}
                  </span>
                  <span class="visually-hidden">{words(option) || say('option', { n: n + 1 })}</span>
                </>
              ) : (
                <span>{words(option)}</span>
              )}
            </label>
          ))}
        </div>
      </fieldset>
      {send.problem && <ProblemView problem={send.problem} />}
      <div class="cluster">
        {at > 0 && <Button onPress={() => setAt(at - 1)}>{say('back')}</Button>}
        <Button
          kind="main"
          large
          busy={send.busy}
          disabled={chosen[asked.id] === undefined}
          onPress={() => (last ? send.run() : setAt(at + 1))}
        >
          {say(last ? 'done' : 'next')}
        </Button>
      </div>
    </>
  )
}
