import '../planning/planning.css'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { v7 } from 'uuid'
import { json } from '../api.ts'
import { programmesApi } from '../planning/api.ts'
import { today } from '../planning/days.ts'
import { reloadQueries, useAction } from '../query.ts'
import { useZone } from '../text/format.ts'
import { useText } from '../text/index.ts'
import { programmesText } from '../text/programmes.ts'
import { PageHeader } from '../ui/page.tsx'
import { toast } from '../ui/toast.tsx'
import { type ProgrammeFields, ProgrammeForm, programmeInput } from './programme-form.tsx'

/** Drafts a programme. */
export const NewProgramme = ({ params }: { params: { organisation: string } }) => {
  const slug = params.organisation
  const say = useText(programmesText)
  const { route } = useLocation()
  const zone = useZone()
  const [id] = useState(() => v7())
  const [draft, setDraft] = useState<ProgrammeFields>(() => ({
    nameEn: '',
    nameHi: '',
    aboutEn: '',
    aboutHi: '',
    startsOn: today(zone),
    endsOn: '',
  }))
  const save = useAction(() =>
    json(programmesApi(slug).programmes.$post({ json: { id, ...programmeInput(draft) } })),
  )
  const submit = async () => {
    if (!(await save.run())) return
    reloadQueries(`${slug}/programmes`)
    toast(say('drafted'))
    route(`/o/${slug}/programmes/${id}`)
  }
  return (
    <>
      <PageHeader
        title={say('new')}
        lead={say('new.lead')}
        crumbs={[{ label: say('title'), href: `/o/${slug}/programmes` }]}
      />
      <ProgrammeForm
        draft={draft}
        set={(name, value) => setDraft((now) => ({ ...now, [name]: value }))}
        save={save}
        onSubmit={submit}
        submit={say('new.save')}
      />
    </>
  )
}
