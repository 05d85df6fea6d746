import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { putQuery, reloadQueries, useAction } from '../query.ts'
import { reloadFrame } from '../shell/frame.ts'
import { common } from '../text/common.ts'
import { LANGUAGES, useText } from '../text/index.ts'
import { organisationTexts } from '../text/organisations.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Choice } from '../ui/choice.tsx'
import { Textarea, TextField } from '../ui/field.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type Face, faceKey, organisationApi } from './api.ts'

/** What the organisation is called and says of itself. */
export const AboutForm = ({ organisation, face }: { organisation: string; face: Face }) => {
  const say = useText(organisationTexts)
  const sayCommon = useText(common)
  const { nameEn, nameHi, aboutEn, aboutHi, language, version } = face
  const [typed, setTyped] = useState({ nameEn, nameHi, aboutEn, aboutHi, language })
  const save = useAction(async () => {
    const saved = await json(organisationApi(organisation).index.$patch({ json: { ...typed, version } }))
    putQuery(faceKey(organisation), saved)
    toast(say('saved'))
    await reloadFrame(organisation)
  })
  const fault = useFaults(save.problem, { '/nameEn': say('name.missing'), '/nameHi': say('name.missing') })
  const stale = save.problem?.slug === 'version-changed'
  return (
    <Panel
      title={say('about')}
      actions={
        <LinkButton kind="quiet" icon="eye" href={`/o/${organisation}`}>
          {say('page.open')}
        </LinkButton>
      }
    >
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save.run()
        }}
      >
        <TextField
          label={say('name.hi')}
          error={fault('/nameHi')}
          lang="hi"
          maxLength={120}
          required
          value={typed.nameHi}
          onChange={(next) => setTyped({ ...typed, nameHi: next })}
        />
        <TextField
          label={say('name.en')}
          error={fault('/nameEn')}
          lang="en"
          maxLength={120}
          required
          value={typed.nameEn}
          onChange={(next) => setTyped({ ...typed, nameEn: next })}
        />
        <Textarea
          label={say('about.hi')}
          hint={say('about.hint')}
          maxLength={2000}
          value={typed.aboutHi}
          onChange={(next) => setTyped({ ...typed, aboutHi: next })}
        />
        <Textarea
          label={say('about.en')}
          hint={say('about.hint')}
          maxLength={2000}
          value={typed.aboutEn}
          onChange={(next) => setTyped({ ...typed, aboutEn: next })}
        />
        <Choice
          label={say('language')}
          inline
          required
          value={typed.language}
          onChange={(next) => setTyped({ ...typed, language: next })}
          options={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
        />
        {save.problem && (
          <ProblemView
            problem={save.problem}
            onRetry={stale ? () => reloadQueries(faceKey(organisation)) : undefined}
          />
        )}
        <div>
          <Button kind="main" submit busy={save.busy}>
            {sayCommon('save')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
