import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { v7 } from 'uuid'
import { json } from '../api.ts'
import { Form } from '../planning/form.tsx'
import { NamesField } from '../planning/names-field.tsx'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { papersText } from '../text/papers.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Choice } from '../ui/choice.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { List, Row } from '../ui/list.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView, useFaults } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { type Paper, papersApi } from './api.ts'
import { blankPaper, blankQuestion, fieldsOf, type PaperFields, paperInput } from './draft.ts'
import { Question } from './question.tsx'

type Props = ScreenProps<'/o/:organisation/programmes/:programme/papers/:paper'>

/** One paper: written and published, or, once it is asked, shown with its answers. */
export const PaperScreen = ({ params, query }: Props) => {
  const { organisation: slug, programme, paper: paperId } = params
  const say = useText(papersText)
  const name = useName()
  const isNew = paperId === 'new'
  const stored = useQuery(isNew ? null : `${slug}/paper/${paperId}`, (signal) =>
    json(papersApi(slug).papers[':paperId'].$get({ param: { paperId } }, { init: { signal } })),
  )
  const here = `/o/${slug}/programmes/${programme}/papers`
  const crumbs = [{ label: say('title'), href: here }]
  if (isNew)
    return (
      <>
        <PageHeader title={say('new')} crumbs={crumbs} />
        <Write slug={slug} here={here} subjectId={query.subject ?? ''} paper={undefined} />
      </>
    )
  return (
    <>
      <PageHeader
        title={stored.data ? name(stored.data) : say('title')}
        crumbs={crumbs}
        lead={stored.data && <p>{name(stored.data.subject)}</p>}
      />
      <AsyncView query={stored}>
        {(paper) =>
          paper.publishedAt === null ? (
            <>
              <Publish slug={slug} paper={paper} />
              <Write slug={slug} here={here} subjectId={paper.subject.id} paper={paper} />
            </>
          ) : (
            <Published paper={paper} />
          )
        }
      </AsyncView>
    </>
  )
}

const Published = ({ paper }: { paper: Paper }) => {
  const say = useText(papersText)
  const name = useName()
  const words = (of: { textEn: string; textHi: string }) => name({ nameEn: of.textEn, nameHi: of.textHi })
  return (
    <Panel title={say(paper.kind)} hint={say('published.note')}>
      <List label={say('questions', { count: paper.questions })}>
        {paper.asked.map((asked) => {
          const right = asked.options[asked.answer]
          return (
            <Row
              key={asked.id}
              title={`${asked.picture} ${words(asked)}`.trim()}
              note={right && say('ask.answer', { answer: words(right) || right.picture })}
            />
          )
        })}
      </List>
    </Panel>
  )
}

const Publish = ({ slug, paper }: { slug: string; paper: Paper }) => {
  const say = useText(papersText)
  const [asking, setAsking] = useState(false)
  const publish = useAction(async () => {
    await json(papersApi(slug).papers[':paperId'].publication.$post({ param: { paperId: paper.id } }))
    reloadQueries(`${slug}/paper`)
    toast(say('published'))
    setAsking(false)
  })
  return (
    <>
      <Banner
        tone="warn"
        title={say('draft')}
        actions={
          <Button icon="eye" onPress={() => setAsking(true)}>
            {say('publish')}
          </Button>
        }
      />
      <ConfirmDialog
        title={say('publish')}
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={publish.run}
        confirm={say('publish')}
        busy={publish.busy}
        problem={publish.problem}
      >
        <p>{say('publish.text')}</p>
      </ConfirmDialog>
    </>
  )
}

type WriteProps = { slug: string; here: string; subjectId: string; paper: Paper | undefined }

const useSave = ({ slug, here, subjectId, paper }: WriteProps, draft: PaperFields) => {
  const [id] = useState(() => v7())
  const say = useText(papersText)
  const { route } = useLocation()
  const api = papersApi(slug)
  return useAction(async () => {
    const input = paperInput(draft)
    await (paper
      ? json(
          api.papers[':paperId'].$put({
            param: { paperId: paper.id },
            json: { ...input, version: paper.version },
          }),
        )
      : json(api.subjects[':subjectId'].papers.$post({ param: { subjectId }, json: { id, ...input } })))
    reloadQueries(`${slug}/paper`)
    toast(say('saved'))
    if (!paper) route(`${here}/${id}`)
  })
}

const Write = (props: WriteProps) => {
  const { paper } = props
  const say = useText(papersText)
  const [draft, setDraft] = useState<PaperFields>(() => (paper ? fieldsOf(paper) : blankPaper()))
  const save = useSave(props, draft)
  const fault = useFaults(save.problem)
  const put = (change: Partial<PaperFields>) => setDraft({ ...draft, ...change })
  const kinds = (['quiz', 'oral', 'pictogram'] as const).map((value) => ({
    value,
    label: say(value),
    hint: say(`${value}.hint`),
  }))
  return (
    <Form onSubmit={save.run}>
      <Choice
        label={say('kind')}
        required
        value={draft.kind}
        onChange={(kind) => put({ kind })}
        options={kinds}
      />
      <NamesField
        nameEn={draft.nameEn}
        nameHi={draft.nameHi}
        hint={say('name.example')}
        errors={{ en: fault('/nameEn'), hi: fault('/nameHi') }}
        onChange={(field, value) => put({ [field]: value })}
      />
      <NumberField
        label={say('pass')}
        required
        after="%"
        error={fault('/passPercent')}
        value={draft.passPercent}
        onChange={(passPercent) => put({ passPercent })}
      />
      {draft.questions.map((question, at) => (
        <Question
          key={question.key}
          n={at + 1}
          kind={draft.kind}
          question={question}
          fault={(field) => fault(`/questions/${at}/${field}`)}
          onChange={(next) =>
            put({ questions: draft.questions.map((one) => (one === question ? next : one)) })
          }
          onDrop={
            draft.questions.length > 1
              ? () => put({ questions: draft.questions.filter((one) => one !== question) })
              : undefined
          }
        />
      ))}
      <Button icon="plus" onPress={() => put({ questions: [...draft.questions, blankQuestion()] })}>
        {say('question.add')}
      </Button>
      {save.problem && <ProblemView problem={save.problem} />}
      <div class="cluster">
        <Button kind="main" submit busy={save.busy}>
          {say('save')}
        </Button>
      </div>
    </Form>
  )
}
