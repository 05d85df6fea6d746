import { json } from '../api.ts'
import { programmesApi, type Subject } from '../planning/api.ts'
import { useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { papersText } from '../text/papers.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { type PaperHead, papersApi } from './api.ts'

/** What people are asked about each subject of a programme. */
export const PapersScreen = ({ params }: ScreenProps<'/o/:organisation/programmes/:programme/papers'>) => {
  const { organisation: slug, programme: programmeId } = params
  const say = useText(papersText)
  const name = useName()
  const param = { programmeId }
  const programme = useQuery(`${slug}/programmes/${programmeId}`, (signal) =>
    json(programmesApi(slug).programmes[':programmeId'].$get({ param }, { init: { signal } })),
  )
  const papers = useQuery(`${slug}/papers/${programmeId}`, (signal) =>
    json(papersApi(slug).programmes[':programmeId'].papers.$get({ param }, { init: { signal } })),
  )
  const here = `/o/${slug}/programmes/${programmeId}`
  return (
    <>
      <PageHeader
        title={say('title')}
        crumbs={programme.data && [{ label: name(programme.data), href: here }]}
        lead={<p>{say('lead')}</p>}
      />
      <AsyncView query={programme}>
        {({ subjects }) => (
          <AsyncView query={papers}>
            {(known) =>
              subjects.length === 0 ? (
                <EmptyState
                  title={say('no.subjects')}
                  actions={<LinkButton href={here}>{say('programme')}</LinkButton>}
                >
                  {say('no.subjects.hint')}
                </EmptyState>
              ) : (
                subjects.map((subject) => (
                  <OfSubject
                    key={subject.id}
                    here={here}
                    subject={subject}
                    papers={known.papers.filter((paper) => paper.subject.id === subject.id)}
                  />
                ))
              )
            }
          </AsyncView>
        )}
      </AsyncView>
    </>
  )
}

type OfSubjectProps = { here: string; subject: Subject; papers: readonly PaperHead[] }

const OfSubject = ({ here, subject, papers }: OfSubjectProps) => {
  const say = useText(papersText)
  const name = useName()
  return (
    <Panel
      title={name(subject)}
      actions={
        <LinkButton icon="plus" href={`${here}/papers/new?subject=${subject.id}`}>
          {say('add')}
        </LinkButton>
      }
    >
      {papers.length === 0 ? (
        <p class="soft">{say('none')}</p>
      ) : (
        <List label={say('add.about', { subject: name(subject) })}>
          {papers.map((paper) => (
            <Row
              key={paper.id}
              title={name(paper)}
              note={`${say(paper.kind)}, ${say('questions', { count: paper.questions })}${
                paper.sat > 0 ? `, ${say('sat', { passed: paper.passed, sat: paper.sat })}` : ''
              }`}
              aside={
                paper.publishedAt === null ? (
                  <Badge tone="warn">{say('draft')}</Badge>
                ) : (
                  !paper.isCurrent && <Badge>{say('old')}</Badge>
                )
              }
              href={`${here}/papers/${paper.id}`}
            />
          ))}
        </List>
      )}
    </Panel>
  )
}
