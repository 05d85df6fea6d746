import { useEffect, useState } from 'preact/hooks'
import { json } from '../api.ts'
import { useAction } from '../query.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { stampingText } from '../text/stamping.ts'
import { Badge, Chip } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { Count, DateText } from '../ui/format.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { Table } from '../ui/table.tsx'
import { type StampDraft, type Stamping, stampApi } from './stamp-api.ts'

type Page = { drafts: StampDraft[]; after: number | null }

/** Pages of drafts, one after the other; anew when `anew` changes. */
function useDrafts(slug: string, id: string, lacking: boolean, anew: string) {
  const [page, setPage] = useState<Page | undefined>(undefined)
  const ask = useAction((after: number) =>
    json(
      stampApi(slug).stampings[':stampingId'].drafts.$get({
        param: { stampingId: id },
        query: { after: String(after), ...(lacking ? { lacking: 'true' as const } : {}) },
      }),
    ),
  )
  const first = async () => setPage(await ask.run(-1))
  useEffect(() => {
    first()
  }, [slug, id, lacking, anew])
  const more = async () => {
    const next = page?.after == null ? undefined : await ask.run(page.after)
    if (next && page) setPage({ drafts: [...page.drafts, ...next.drafts], after: next.after })
  }
  return { page, more, busy: ask.busy, problem: ask.problem }
}

const Where = ({ slug, draft }: { slug: string; draft: StampDraft }) => {
  const say = useText(stampingText)
  const name = useName()
  const where = name(draft.unit)
  return (
    <>
      {draft.workshop ? <a href={`/o/${slug}/workshops/${draft.workshopId}`}>{where}</a> : where}
      {draft.parts > 1 && (
        <span class="soft"> {say('draft.part', { part: draft.part + 1, parts: draft.parts })}</span>
      )}
    </>
  )
}

const Trainers = ({ draft }: { draft: StampDraft }) => {
  const say = useText(stampingText)
  const name = useName()
  return (
    <span class="cluster">
      {draft.people.map((person) => (
        <span key={person.id}>{name(person)}</span>
      ))}
      {draft.awaited > 0 && <span class="soft">{say('draft.awaited', { count: draft.awaited })}</span>}
      {draft.lacking > 0 && <Badge tone="warn">{say('draft.lacking', { count: draft.lacking })}</Badge>}
    </span>
  )
}

/** The drafts of a stamping: where, when, for how many, and who teaches. */
export const DraftList = ({ slug, stamping }: { slug: string; stamping: Stamping }) => {
  const say = useText(stampingText)
  const [lacking, setLacking] = useState(false)
  const { page, more, busy, problem } = useDrafts(slug, stamping.id, lacking, stamping.state)
  const short = stamping.tiers.some(({ unserved }) => unserved > 0)
  return (
    <Panel
      title={say('drafts.title')}
      actions={
        short && (
          <Chip pressed={lacking} onPress={() => setLacking(!lacking)}>
            {say('drafts.lacking')}
          </Chip>
        )
      }
    >
      {problem && <ProblemView problem={problem} />}
      {!page && !problem && <Skeleton />}
      {page && (
        <Table
          caption={say('drafts.title')}
          rows={page.drafts}
          keyOf={({ at }) => String(at)}
          columns={[
            {
              key: 'where',
              header: say('draft.where'),
              cell: (draft) => <Where slug={slug} draft={draft} />,
            },
            {
              key: 'days',
              header: say('draft.days'),
              cell: ({ startsOn, endsOn }) => <DateText day={startsOn} to={endsOn} />,
            },
            {
              key: 'units',
              header: say('draft.units'),
              numeric: true,
              cell: ({ units }) => <Count value={units} />,
            },
            {
              key: 'seats',
              header: say('draft.seats'),
              numeric: true,
              cell: ({ capacity }) => <Count value={capacity} />,
            },
            {
              key: 'trainers',
              header: say('draft.trainers'),
              cell: (draft) => <Trainers draft={draft} />,
            },
          ]}
        />
      )}
      {page?.after != null && (
        <div class="cluster">
          <Button busy={busy} onPress={more}>
            {say('drafts.more')}
          </Button>
        </div>
      )}
    </Panel>
  )
}
