import '../planning/planning.css'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { type WorkshopPage, workshopsApi } from '../planning/api.ts'
import { Conflict } from '../planning/conflict.tsx'
import { useEdit } from '../planning/edit.ts'
import { Form } from '../planning/form.tsx'
import { reloadQueries, useQuery } from '../query.ts'
import { formatDay, formatMoney, useZone } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { planning } from '../text/planning.ts'
import { workshopsText } from '../text/workshops.ts'
import { AsyncView } from '../ui/async.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type WorkshopFields, workshopFieldsOf, workshopInput } from './workshop-fields.ts'
import { useWorkshopWords, WorkshopFormParts } from './workshop-form.tsx'

const useReadable = (currency: string) => {
  const say = useText(workshopsText)
  const shared = useText(planning)
  const language = useLanguage()
  const label = (field: keyof WorkshopFields): string =>
    ({
      nameEn: shared('name.en'),
      nameHi: shared('name.hi'),
      decided: say('form.where'),
      venueEn: say('form.venue.en'),
      venueHi: say('form.venue.hi'),
      startsOn: say('form.first'),
      endsOn: say('form.last'),
      opensOn: say('form.opens'),
      opensClock: say('form.opens'),
      closesOn: say('form.closes'),
      closesClock: say('form.closes'),
      capacity: say('form.capacity'),
      feeMinor: say('form.fee'),
      holdMinutes: say('form.hold'),
    })[field]
  const held = (minutes: number | null) =>
    minutes === null ? say('form.hold.always') : say('form.hold.other', { count: minutes })
  const value = (field: keyof WorkshopFields, of: WorkshopFields): string => {
    if (field === 'decided') return say(of.decided ? 'form.decided' : 'form.undecided')
    if (field === 'holdMinutes') return held(of.holdMinutes)
    if (field === 'feeMinor') return formatMoney(of.feeMinor ?? 0, currency, language)
    const plain = String(of[field] ?? '')
    return field.endsWith('On') && plain ? formatDay(plain, 'medium', language) : plain
  }
  return { label, value }
}

const Editing = ({ slug, workshop }: { slug: string; workshop: WorkshopPage }) => {
  const say = useText(workshopsText)
  const { route } = useLocation()
  const zone = useZone()
  const home = `/o/${slug}/workshops/${workshop.id}`
  const one = workshopsApi(slug).workshops[':workshopId']
  const param = { workshopId: workshop.id }
  const edit = useEdit(
    { fields: workshopFieldsOf(workshop, zone), version: workshop.version },
    {
      write: (fields, version) =>
        json(one.$patch({ param, json: { ...workshopInput(fields, zone), version } })),
      read: async () => {
        const stored = await json(one.$get({ param }))
        return { fields: workshopFieldsOf(stored, zone), version: stored.version }
      },
    },
  )
  const words = useWorkshopWords()
  const fault = useFaults(edit.save.problem, words)
  const readable = useReadable(workshop.currency)
  const submit = async () => {
    if (!(await edit.save.run())) return
    for (const begin of ['workshops', 'plans']) reloadQueries(`${slug}/${begin}`)
    toast(say('form.saved'))
    route(home)
  }
  return (
    <>
      <Conflict edit={edit} {...readable} />
      <Form onSubmit={submit}>
        <WorkshopFormParts slug={slug} draft={edit.draft} set={edit.set} fault={fault} />
        {edit.save.problem && <ProblemView problem={edit.save.problem} words={words} />}
        <div class="cluster">
          <Button kind="main" submit busy={edit.save.busy} disabled={!edit.changed}>
            {say('form.save')}
          </Button>
          <LinkButton href={home}>{say('form.back')}</LinkButton>
        </div>
      </Form>
    </>
  )
}

/** Changes a workshop's days, venue, seats, fee and registration. */
export const EditWorkshop = ({ params }: { params: { organisation: string; workshop: string } }) => {
  const slug = params.organisation
  const say = useText(workshopsText)
  const name = useName()
  const query = useQuery(`${slug}/workshops/one/${params.workshop}/edit`, (signal) =>
    json(
      workshopsApi(slug).workshops[':workshopId'].$get(
        { param: { workshopId: params.workshop } },
        { init: { signal } },
      ),
    ),
  )
  return (
    <>
      <PageHeader
        kind={query.data && name(query.data)}
        title={say('edit.title')}
        crumbs={[
          { label: say('title'), href: `/o/${slug}/workshops` },
          ...(query.data ? [{ label: name(query.data), href: `/o/${slug}/workshops/${query.data.id}` }] : []),
        ]}
      />
      <AsyncView query={query}>
        {(workshop) => <Editing key={workshop.id} slug={slug} workshop={workshop} />}
      </AsyncView>
    </>
  )
}
