import '../planning/planning.css'
import './programmes.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { type ProgrammePage, programmesApi } from '../planning/api.ts'
import { Conflict } from '../planning/conflict.tsx'
import { useEdit } from '../planning/edit.ts'
import { putQuery, reloadQueries, useAction, useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { formatDay } from '../text/format.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { programmesText } from '../text/programmes.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { ConfirmDialog, Dialog } from '../ui/dialog.tsx'
import { DateText } from '../ui/format.tsx'
import { PageHeader } from '../ui/page.tsx'
import { toast } from '../ui/toast.tsx'
import { Hops } from './hops.tsx'
import { type ProgrammeFields, ProgrammeForm, programmeInput } from './programme-form.tsx'
import { Subjects } from './subjects.tsx'

const fieldsOf = ({
  nameEn,
  nameHi,
  aboutEn,
  aboutHi,
  startsOn,
  endsOn,
}: ProgrammePage): ProgrammeFields => ({
  nameEn,
  nameHi,
  aboutEn,
  aboutHi,
  startsOn,
  endsOn,
})

type PartProps = { slug: string; programme: ProgrammePage; onStored: (programme: ProgrammePage) => void }

const EditProgramme = ({ slug, programme, onStored, onClose }: PartProps & { onClose: () => void }) => {
  const say = useText(programmesText)
  const one = programmesApi(slug).programmes[':programmeId']
  const param = { programmeId: programme.id }
  const edit = useEdit(
    { fields: fieldsOf(programme), version: programme.version },
    {
      write: async (fields, version) =>
        onStored(await json(one.$patch({ param, json: { ...programmeInput(fields), version } }))),
      read: async () => {
        const stored = await json(one.$get({ param }))
        return { fields: fieldsOf(stored), version: stored.version }
      },
    },
  )
  const labels: Record<keyof ProgrammeFields, string> = {
    nameEn: 'English',
    nameHi: 'हिन्दी',
    aboutEn: say('about.en'),
    aboutHi: say('about.hi'),
    startsOn: say('starts'),
    endsOn: say('ends'),
  }
  const submit = async () => {
    if (!(await edit.save.run())) return
    toast(say('saved'))
    onClose()
  }
  return (
    <div class="stack">
      <Conflict
        edit={edit}
        label={(name) => labels[name]}
        value={(name, of) => (name.endsWith('On') ? formatDay(of[name]) : of[name])}
      />
      <ProgrammeForm
        draft={edit.draft}
        set={edit.set}
        save={edit.save}
        onSubmit={submit}
        submit={say('saved.now')}
      />
    </div>
  )
}

const Publish = ({ slug, programme, onStored }: PartProps) => {
  const say = useText(programmesText)
  const [asking, setAsking] = useState(false)
  const publish = useAction(() =>
    json(
      programmesApi(slug).programmes[':programmeId'].publication.$post({
        param: { programmeId: programme.id },
      }),
    ),
  )
  const confirm = async () => {
    const stored = await publish.run()
    if (!stored) return
    setAsking(false)
    onStored(stored)
    toast(say('publish.done'))
  }
  return (
    <>
      <Banner
        tone="warn"
        title={say('draft.note')}
        actions={
          <Button kind="main" icon="eye" onPress={() => setAsking(true)}>
            {say('publish')}
          </Button>
        }
      >
        <p>{say('draft.next')}</p>
      </Banner>
      <ConfirmDialog
        title={say('publish.title')}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={confirm}
        confirm={say('publish')}
        busy={publish.busy}
        problem={publish.problem}
      >
        <p>{say('publish.text')}</p>
      </ConfirmDialog>
    </>
  )
}

const Shown = (props: PartProps & { edits: boolean }) => {
  const { slug, programme, edits } = props
  const say = useText(programmesText)
  const name = useName()
  const [editing, setEditing] = useState(false)
  const about = name({ nameEn: programme.aboutEn, nameHi: programme.aboutHi })
  return (
    <>
      <PageHeader
        kind={say('kind')}
        title={name(programme)}
        crumbs={[{ label: say('title'), href: `/o/${slug}/programmes` }]}
        lead={
          <>
            <p class="strong">
              <DateText day={programme.startsOn} to={programme.endsOn} />
            </p>
            {about && <p>{about}</p>}
          </>
        }
        actions={
          edits && (
            <Button icon="edit" onPress={() => setEditing(true)}>
              {say('edit')}
            </Button>
          )
        }
      />
      {programme.publishedAt === null && edits && <Publish {...props} />}
      <Hops {...props} />
      <Subjects {...props} />
      {edits && (
        <LinkButton icon="check" href={`/o/${slug}/programmes/${programme.id}/papers`}>
          {say('to.papers')}
        </LinkButton>
      )}
      <Dialog title={say('edit')} open={editing} onClose={() => setEditing(false)}>
        <EditProgramme {...props} onClose={() => setEditing(false)} />
      </Dialog>
    </>
  )
}

/** One programme: its cascade of hops and its syllabus, and the ways to change them. */
export const ProgrammeScreen = ({ params }: { params: { organisation: string; programme: string } }) => {
  const slug = params.organisation
  const key = `${slug}/programmes/${params.programme}`
  const edits = useFrame(slug)?.holds.has('programmes:edit') ?? false
  const query = useQuery(key, (signal) =>
    json(
      programmesApi(slug).programmes[':programmeId'].$get(
        { param: { programmeId: params.programme } },
        { init: { signal } },
      ),
    ),
  )
  const stored = (programme: ProgrammePage) => {
    reloadQueries(`${slug}/programmes`)
    putQuery(key, programme)
  }
  return (
    <AsyncView query={query}>
      {(programme) => <Shown slug={slug} programme={programme} edits={edits} onStored={stored} />}
    </AsyncView>
  )
}
