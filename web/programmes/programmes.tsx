import '../planning/planning.css'
import { json } from '../api.ts'
import { type Programme, programmesApi } from '../planning/api.ts'
import { More } from '../planning/more.tsx'
import { usePages } from '../planning/pages.ts'
import { useFrame } from '../shell/frame.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { planning } from '../text/planning.ts'
import { programmesText } from '../text/programmes.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { DateText } from '../ui/format.tsx'
import { PageHeader } from '../ui/page.tsx'
import { Skeleton } from '../ui/progress.tsx'

/** Whether something is shown to everybody, in a word. */
export const StateBadge = ({ publishedAt }: { publishedAt: number | null }) => {
  const say = useText(planning)
  return publishedAt === null ? (
    <Badge tone="warn">{say('draft')}</Badge>
  ) : (
    <Badge tone="good">{say('published')}</Badge>
  )
}

const ProgrammeCard = ({ slug, programme }: { slug: string; programme: Programme }) => {
  const name = useName()
  const about = name({ nameEn: programme.aboutEn, nameHi: programme.aboutHi })
  return (
    <Card
      title={name(programme)}
      href={`/o/${slug}/programmes/${programme.id}`}
      aside={programme.publishedAt === null && <StateBadge publishedAt={null} />}
    >
      <p class="strong">
        <DateText day={programme.startsOn} to={programme.endsOn} />
      </p>
      {about && <p class="soft clamp">{about}</p>}
    </Card>
  )
}

/** All programmes, the latest first. */
export const Programmes = ({ params }: { params: { organisation: string } }) => {
  const slug = params.organisation
  const say = useText(programmesText)
  const edits = useFrame(slug)?.holds.has('programmes:edit') ?? false
  const pages = usePages(`${slug}/programmes/list`, async (after, signal) => {
    const query = after ? { after } : {}
    const page = await json(
      programmesApi(slug).programmes.$get({ query }, { init: { signal: signal ?? null } }),
    )
    return { items: page.programmes, after: page.after }
  })
  const create = (
    <LinkButton kind="main" icon="plus" href={`/o/${slug}/programmes/new`}>
      {say('new')}
    </LinkButton>
  )
  return (
    <>
      <PageHeader title={say('title')} lead={say('lead')} actions={edits && create} />
      <AsyncView
        query={pages.query}
        skeleton={<Skeleton kind="cards" />}
        isEmpty={({ items }) => items.length === 0}
        empty={() => (
          <EmptyState icon="programme" title={say('empty')} actions={edits && create}>
            {say(edits ? 'empty.next' : 'empty.wait')}
          </EmptyState>
        )}
      >
        {() => (
          <>
            <h2 class="visually-hidden">{say('title')}</h2>
            <div class="grid">
              {pages.items.map((programme) => (
                <ProgrammeCard key={programme.id} slug={slug} programme={programme} />
              ))}
            </div>
            <More pages={pages} />
          </>
        )}
      </AsyncView>
    </>
  )
}
