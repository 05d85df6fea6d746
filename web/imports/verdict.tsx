import { importTexts } from '../text/imports.ts'
import { useText } from '../text/index.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Stat, Stats } from '../ui/card.tsx'
import { Count } from '../ui/format.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Progress } from '../ui/progress.tsx'
import type { Report } from './api.ts'
import { BUSY, type Told } from './bringing.ts'
import { Differences, Faults } from './faults.tsx'
import { WhichPeople, WhichUnits } from './questions.tsx'
import type { Importing } from './use-import.ts'

const WORDS = {
  open: 'sending',
  naming: 'naming',
  checking: 'checking',
  committing: 'writing',
  reverting: 'reverting',
} as const

/** How far an import has come, how fast it goes, and a way to stop it while nothing is written. */
export const Running = ({ told, importing }: { told: Told; importing: Importing }) => {
  const say = useText(importTexts)
  const { pace, cancel } = importing
  const { state, rows, received, passed } = told
  const before = state === 'open' || state === 'naming' || state === 'checking'
  if (!(state in WORDS)) return null
  return (
    <div class="stack">
      <Progress
        label={say(WORDS[state as keyof typeof WORDS])}
        done={state === 'open' ? received : passed}
        total={rows}
      />
      {pace && (
        <p class="soft">
          {say('pace', { rows: Math.round(pace.perSecond), seconds: Math.ceil(pace.secondsLeft) })}
        </p>
      )}
      {before && (
        <div>
          <Button onPress={() => cancel.run(told.id)} busy={cancel.busy}>
            {say('cancel.import')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** What the table would do, counted. */
const Result = ({ told }: { told: Told }) => {
  const say = useText(importTexts)
  return (
    <Stats>
      <Stat label={say('result.new')} value={<Count value={told.added} />} tone="good" />
      <Stat label={say('result.changed')} value={<Count value={told.changed} />} />
      <Stat label={say('result.unchanged')} value={<Count value={told.same} />} />
      <Stat label={say('result.faults')} value={<Count value={told.refused} />} />
    </Stats>
  )
}

type VerdictProps = { report: Report; importing: Importing; onDone: (told: Told) => void }

/** What an import would do, and the decision: to write it, to leave out what is refused, or to cancel it. */
export const Verdict = ({ report, importing, onDone }: VerdictProps) => {
  const say = useText(importTexts)
  const { ask, commit, cancel, answer, busy } = importing
  const told = importing.told ?? report.import
  const accepted = told.added + told.changed
  if (BUSY.has(told.state)) return null
  const write = async (leaveOut: boolean) => {
    const last = await commit.run(told.id, leaveOut)
    if (last?.state === 'done') onDone(last)
  }
  return (
    <div class="stack stack-l">
      <Result told={told} />
      {report.asked.length > 0 && (
        <WhichUnits
          asked={report.asked}
          busy={busy}
          onAnswer={(answers) => answer.run(told.id, { answers })}
        />
      )}
      {report.askedPeople.length > 0 && (
        <WhichPeople
          asked={report.askedPeople}
          busy={busy}
          onAnswer={(people) => answer.run(told.id, { people })}
        />
      )}
      {told.refused > 0 ? (
        <Faults report={report} ask={ask} />
      ) : (
        <Banner tone="good" title={say(accepted === 0 ? 'nothing' : 'good')}>
          {accepted > 0 && <p>{say('good.text')}</p>}
        </Banner>
      )}
      <Differences report={report} />
      <div class="row">
        {accepted > 0 && (
          <Button
            kind={told.refused > 0 ? 'plain' : 'main'}
            icon="check"
            busy={commit.busy}
            onPress={() => write(told.refused > 0)}
          >
            {told.refused > 0
              ? say('write.some', { count: accepted, refused: told.refused })
              : say(`write.${told.kind}`, { count: accepted })}
          </Button>
        )}
        {accepted === 0 && told.refused === 0 && (
          <Button kind="main" onPress={() => onDone(told)}>
            {say('go.on')}
          </Button>
        )}
        <Button busy={cancel.busy} onPress={() => cancel.run(told.id)}>
          {say('cancel.import')}
        </Button>
      </div>
      {importing.problem && <ProblemView problem={importing.problem} />}
    </div>
  )
}
