import '../planning/planning.css'
import type { InferResponseType } from 'hono/client'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { credentialsApi } from '../credentials/api.ts'
import { programmesApi } from '../planning/api.ts'
import { Form } from '../planning/form.tsx'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import { useText } from '../text/index.ts'
import { bothNames, useName } from '../text/names.ts'
import { programmesText } from '../text/programmes.ts'
import { versionText } from '../text/versions.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Textarea } from '../ui/field.tsx'
import { Count, DateText } from '../ui/format.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { Table } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'

type OfSubject = ReturnType<typeof credentialsApi>['subjects'][':subjectId']
type History = InferResponseType<OfSubject['versions']['$get'], 200>
type Old = InferResponseType<OfSubject['taught-old']['$get'], 200>

const Begin = ({ slug, history, onDone }: { slug: string; history: History; onDone: () => void }) => {
  const say = useText(versionText)
  const [notes, setNotes] = useState({ nameEn: '', nameHi: '' })
  const begin = useAction(() => {
    const { nameEn: noteEn, nameHi: noteHi } = bothNames(notes)
    return json(
      programmesApi(slug).subjects[':subjectId'].versions.$post({
        param: { subjectId: history.id },
        json: { version: history.version, noteEn, noteHi },
      }),
    )
  })
  const fault = useFaults(begin.problem)
  const submit = async () => {
    if (!(await begin.run())) return
    reloadQueries(`${slug}/subjects`)
    reloadQueries(`${slug}/programmes`)
    toast(say('begun'))
    onDone()
  }
  return (
    <Form onSubmit={submit}>
      <p>{say('begin.text')}</p>
      {(['nameHi', 'nameEn'] as const).map((key) => (
        <Textarea
          key={key}
          label={say(key === 'nameHi' ? 'note.hi' : 'note.en')}
          rows={3}
          maxLength={1000}
          error={fault(key === 'nameHi' ? '/noteHi' : '/noteEn')}
          value={notes[key]}
          onChange={(value) => setNotes((now) => ({ ...now, [key]: value }))}
        />
      ))}
      {begin.problem && <ProblemView problem={begin.problem} />}
      <div class="cluster">
        <Button kind="main" submit busy={begin.busy}>
          {say('begin')}
        </Button>
      </div>
    </Form>
  )
}

const Versions = ({ history }: { history: History }) => {
  const say = useText(versionText)
  const name = useName()
  const [first] = history.versions.slice(-1)
  return (
    <Table
      caption={say('versions')}
      rows={history.versions}
      keyOf={({ version }) => String(version)}
      columns={[
        {
          key: 'version',
          header: say('versions'),
          cell: (row) => (
            <span class="cluster">
              {say('version', { version: row.version })}
              {row.version === history.version && <Badge tone="good">{say('now')}</Badge>}
            </span>
          ),
        },
        {
          key: 'from',
          header: say('from'),
          cell: (row) => (row === first ? say('always') : <DateText day={row.fromOn} />),
        },
        {
          key: 'note',
          header: say('note'),
          cell: ({ noteEn, noteHi, ...names }) =>
            name(noteEn && noteHi ? { nameEn: noteEn, nameHi: noteHi } : names),
        },
        {
          key: 'sessions',
          header: say('sessions'),
          numeric: true,
          cell: ({ sessions }) => <Count value={sessions} />,
        },
        {
          key: 'people',
          header: say('people'),
          numeric: true,
          cell: ({ people }) => <Count value={people} />,
        },
      ]}
    />
  )
}

const OldList = ({ slug, id, first }: { slug: string; id: string; first: Old }) => {
  const say = useText(versionText)
  const name = useName()
  const [pages, setPages] = useState<Old[]>([])
  const all = [first, ...pages]
  const after = all.at(-1)?.after
  const more = useAction(async (from: string) => {
    const param = { subjectId: id }
    const of = credentialsApi(slug).subjects[':subjectId']['taught-old']
    setPages([...pages, await json(of.$get({ param, query: { after: from } }))])
  })
  return (
    <>
      <Table
        caption={say('old')}
        rows={all.flatMap(({ workshops }) => workshops)}
        keyOf={(row) => row.id}
        columns={[
          {
            key: 'workshop',
            header: say('workshop'),
            cell: (row) => <a href={`/o/${slug}/workshops/${row.id}`}>{name(row)}</a>,
          },
          { key: 'day', header: say('day'), cell: ({ startsOn }) => <DateText day={startsOn} /> },
          {
            key: 'version',
            header: say('versions'),
            cell: ({ version }) => say('version', { version }),
          },
          {
            key: 'people',
            header: say('people'),
            numeric: true,
            cell: ({ people }) => <Count value={people} />,
          },
        ]}
      />
      {after && (
        <div class="cluster">
          <Button busy={more.busy} onPress={() => more.run(after)}>
            {say('more')}
          </Button>
        </div>
      )}
    </>
  )
}

/** A subject: its versions, how often each was taught, and where an old one was. */
export const SubjectScreen = ({ params }: { params: { organisation: string; subject: string } }) => {
  const { organisation: slug, subject: subjectId } = params
  const say = useText(versionText)
  const sayProgrammes = useText(programmesText)
  const name = useName()
  const [asking, setAsking] = useState(false)
  const edits = useFrame(slug)?.holds.has('programmes:edit')
  const api = credentialsApi(slug).subjects[':subjectId']
  const param = { subjectId }
  const history = useQuery(`${slug}/subjects/${subjectId}`, (signal) =>
    json(api.versions.$get({ param }, { init: { signal } })),
  )
  const old = useQuery(`${slug}/subjects/${subjectId}/old`, (signal) =>
    json(api['taught-old'].$get({ param, query: {} }, { init: { signal } })),
  )
  const { data } = history
  return (
    <>
      <PageHeader
        kind={say('kind')}
        title={data ? name(data) : say('kind')}
        lead={say('lead')}
        crumbs={[
          { label: sayProgrammes('title'), href: `/o/${slug}/programmes` },
          ...(data
            ? [{ label: name(data.programme), href: `/o/${slug}/programmes/${data.programme.id}` }]
            : []),
        ]}
        actions={
          edits &&
          data && (
            <Button icon="plus" onPress={() => setAsking(true)}>
              {say('begin')}
            </Button>
          )
        }
      />
      <Panel title={say('versions')}>
        <AsyncView query={history}>{(told) => <Versions history={told} />}</AsyncView>
      </Panel>
      <Panel title={say('old')} hint={say('old.hint')}>
        <AsyncView
          query={old}
          isEmpty={({ workshops }) => workshops.length === 0}
          empty={() => (
            <EmptyState icon="check" title={say('old.none')}>
              {say('old.none.next')}
            </EmptyState>
          )}
        >
          {(first) => <OldList slug={slug} id={subjectId} first={first} />}
        </AsyncView>
      </Panel>
      <Dialog title={say('begin.title')} open={asking} onClose={() => setAsking(false)}>
        {data && <Begin key={data.version} slug={slug} history={data} onDone={() => setAsking(false)} />}
      </Dialog>
    </>
  )
}
