import '../planning/planning.css'
import { useMemo, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { v7 } from 'uuid'
import { json } from '../api.ts'
import { programmesApi } from '../planning/api.ts'
import { today } from '../planning/days.ts'
import { reloadQueries, useAction } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { useZone } from '../text/format.ts'
import { useText } from '../text/index.ts'
import { programmesText } from '../text/programmes.ts'
import { PageHeader } from '../ui/page.tsx'
import { toast } from '../ui/toast.tsx'
import { type ProgrammeFields, ProgrammeForm, programmeInput } from './programme-form.tsx'
import { TemplateChoice } from './template-choice.tsx'
import { type Shape, shaped } from './templates.ts'

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
  const organisation = useFrame(slug)?.organisation
  const [shape, setShape] = useState<Shape | 'blank'>('blank')
  const [feeMinor, setFee] = useState(0)
  const levels = organisation?.levels
  const made = useMemo(
    () =>
      shape === 'blank' || !levels
        ? { subjects: [], tiers: [] }
        : shaped(shape, levels, feeMinor, organisation?.wings),
    [shape, levels, feeMinor, organisation?.wings],
  )
  const save = useAction(() =>
    json(programmesApi(slug).programmes.$post({ json: { id, ...programmeInput(draft), ...made } })),
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
      {organisation && (
        <TemplateChoice
          organisation={organisation}
          shape={shape}
          made={made}
          feeMinor={feeMinor}
          onShape={setShape}
          onFee={setFee}
        />
      )}
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
