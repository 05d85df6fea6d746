import './faculty.css'
import { useState } from 'preact/hooks'
import { useAction } from '../query.ts'
import { feedbackTexts } from '../text/feedback.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { Badge } from '../ui/badge.tsx'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Textarea } from '../ui/field.tsx'
import { DateText } from '../ui/format.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { SpeakButton } from '../ui/speak.tsx'
import { toast } from '../ui/toast.tsx'
import { Grade, QUESTIONS, type Question } from './grades.tsx'

type Named = { id: string; nameEn: string; nameHi: string }

/** Of whom something may be said. */
export type Target = {
  session: Named | null
  dayOn: string | null
  trainer: Named | null
  guest: string | null
}

type Grades = Record<Question, number>

/** What is said of a target. */
export type Said = Grades & { sessionId: string | null; trainerId: string | null; words: string }

/** Who that is: a trainer or a session's guest. */
export const useWho = () => {
  const say = useText(feedbackTexts)
  const name = useName()
  return ({ trainer, guest }: Target) => (trainer ? name(trainer) : say('guest', { name: guest ?? '' }))
}

type SayingProps = {
  target: Target
  /** Whether something was said already; what, where one may see it. */
  answered: boolean
  before?: (Grades & { words: string }) | undefined
  open: boolean
  /** Whether the questions stand there at once. */
  begun: boolean
  onSay: (said: Said) => Promise<void>
}

/** One of whom something may be said, with the questions. */
export const Saying = ({ target, answered, before, open, begun, onSay }: SayingProps) => {
  const say = useText(feedbackTexts)
  const name = useName()
  const who = useWho()(target)
  const [asking, setAsking] = useState(begun)
  const { session, dayOn } = target
  return (
    <li class="card saying">
      <div class="saying-head">
        <span class="duty-text">
          <span class="strong">{who}</span>
          <span class="soft">
            {session ? name(session) : say('whole')}
            {dayOn && (
              <>
                , <DateText day={dayOn} />
              </>
            )}
          </span>
        </span>
        {answered && (
          <Badge tone="good" icon="check">
            {say('said')}
          </Badge>
        )}
      </div>
      {open && !asking && (
        <Button
          kind={answered ? 'quiet' : 'main'}
          label={say(answered ? 'change.of' : 'say.of', { name: who })}
          onPress={() => setAsking(true)}
        >
          {say(answered ? 'change' : 'say')}
        </Button>
      )}
      {open && asking && (
        <Questions
          target={target}
          before={before}
          onSay={async (said) => {
            await onSay(said)
            setAsking(false)
            toast(say('thanks'))
          }}
        />
      )}
    </li>
  )
}

type QuestionsProps = Pick<SayingProps, 'target' | 'before' | 'onSay'>

const Questions = ({ target, before, onSay }: QuestionsProps) => {
  const say = useText(feedbackTexts)
  const [grades, setGrades] = useState<Partial<Grades>>(before ?? {})
  const [words, setWords] = useState(before?.words ?? '')
  const [lacking, setLacking] = useState(false)
  const { clear, useful, involved, ready } = grades
  const whole = clear && useful && involved && ready
  const send = useAction(async () => {
    setLacking(!whole)
    if (!whole) return
    const at = { sessionId: target.session?.id ?? null, trainerId: target.trainer?.id ?? null }
    await onSay({ ...at, clear, useful, involved, ready, words: words.trim() })
  })
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send.run()
      }}
    >
      <div>
        <SpeakButton text={QUESTIONS.map((question) => say(question)).join('. ')} />
      </div>
      {QUESTIONS.map((question) => (
        <Grade
          key={question}
          question={question}
          value={grades[question]}
          onChange={(grade) => setGrades({ ...grades, [question]: grade })}
        />
      ))}
      <Textarea
        label={say('words')}
        hint={say('words.hint')}
        rows={3}
        maxLength={500}
        value={words}
        onChange={setWords}
      />
      {lacking && !whole && <Banner tone="bad" urgent title={say('missing')} />}
      {send.problem && <ProblemView problem={send.problem} />}
      <Button kind="main" large wide submit busy={send.busy}>
        {say('send')}
      </Button>
    </form>
  )
}
