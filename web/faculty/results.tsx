import './faculty.css'
import { feedbackTexts } from '../text/feedback.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Badge } from '../ui/badge.tsx'
import { Panel } from '../ui/card.tsx'
import { Table } from '../ui/table.tsx'
import type { Result } from './api.ts'
import { Face } from './face.tsx'
import { QUESTIONS, type Question } from './grades.tsx'
import { useWho } from './saying.tsx'

type ResultsProps = { results: readonly Result[]; workshops?: boolean | undefined }

/** What came of feedback, target by target; `workshops` names the workshop of each. */
export const ResultList = ({ results, workshops }: ResultsProps) => (
  <div class="stack stack-l">
    {results.map((result) => (
      <One
        key={`${result.workshop.id}/${result.session?.id}/${result.trainer?.id}`}
        result={result}
        workshops={workshops}
      />
    ))}
  </div>
)

const One = ({ result, workshops }: { result: Result; workshops?: boolean | undefined }) => {
  const say = useText(feedbackTexts)
  const name = useName()
  const who = useWho()(result)
  const { session, workshop, results } = result
  const where = [workshops && name(workshop), session ? name(session) : say('whole')]
    .filter(Boolean)
    .join(', ')
  return (
    <Panel
      title={workshops ? where : who}
      hint={workshops ? undefined : where}
      actions={results && <Badge>{say('people', { count: results.people })}</Badge>}
    >
      {results === null ? (
        <p class="soft">{say('few')}</p>
      ) : (
        <>
          <Marks of={who} results={results} />
          {results.words.length > 0 && (
            <section class="stack stack-s">
              <h3>{say('voices')}</h3>
              <ul class="voices">
                {results.words.map((words, at) => (
                  <li key={at}>{words}</li>
                ))}
              </ul>
            </section>
          )}
        </>
      )}
    </Panel>
  )
}

type Counted = NonNullable<Result['results']>

const GRADES = [1, 2, 3, 4, 5] as const

const Marks = ({ of, results }: { of: string; results: Counted }) => {
  const say = useText(feedbackTexts)
  const most = Math.max(...QUESTIONS.flatMap((question) => results[question].counts))
  return (
    <Table<Question>
      caption={say('table.of', { name: of })}
      keyOf={(question) => question}
      rows={QUESTIONS}
      columns={[
        { key: 'question', header: say('question'), names: true, cell: (question) => say(question) },
        {
          key: 'average',
          header: say('average', { value: '' }).trim(),
          numeric: true,
          cell: (question) => (
            <span class="mark-average">
              <Face grade={Math.max(1, Math.min(5, Math.round(results[question].average)))} />
              {results[question].average}
            </span>
          ),
        },
        ...GRADES.map((grade) => ({
          key: `g${grade}`,
          header: say(`grade.${grade}`),
          numeric: true,
          cell: (question: Question) => {
            const count = results[question].counts[grade - 1] ?? 0
            return (
              <span class="mark-count" style={{ '--part': most === 0 ? 0 : count / most }}>
                {count}
              </span>
            )
          },
        })),
      ]}
    />
  )
}
