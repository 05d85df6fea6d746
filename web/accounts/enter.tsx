import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { json } from '../api.ts'
import { askAnew, useAction } from '../query.ts'
import { reloadFrame } from '../shell/frame.ts'
import { accountTexts } from '../text/accounts.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { LinkButton } from '../ui/button.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { entryApi } from './api.ts'
import { withReturn } from './return-path.ts'

type Asked = { personId?: string; asNew?: boolean }

/** Enters an organisation with the signed-in account; a family that shares a phone is asked who is there. */
export const EnterOrganisation = ({ organisation, back }: { organisation: string; back: string }) => {
  const say = useText(accountTexts)
  const name = useName()
  const { route } = useLocation()
  const [choose, setChoose] = useState<readonly Candidate[]>([])
  const enter = useAction(async (asked: Asked) => {
    const entered = await json(entryApi(organisation).entry.$post({ json: asked }))
    if (entered.choose.length > 0) return setChoose(entered.choose)
    askAnew()
    await reloadFrame(organisation)
    route(entered.complete ? back : withReturn(`/o/${organisation}/profile`, back), true)
  })
  useEffect(() => {
    enter.run({})
  }, [organisation])
  if (enter.problem) return <Refused problem={enter.problem} onRetry={() => enter.run({})} />
  if (choose.length === 0) {
    return (
      <>
        <PageHeader title={say('enter.title', { name: organisation })} />
        <Skeleton />
      </>
    )
  }
  return (
    <>
      <PageHeader title={say('who.title')} lead={say('who.lead')} />
      <List label={say('who.title')}>
        {choose.map((person) => (
          <Row
            key={person.personId}
            icon="person"
            title={name(person)}
            note={name({ nameEn: person.unitEn, nameHi: person.unitHi })}
            onPress={() => enter.run({ personId: person.personId })}
          />
        ))}
        <Row
          icon="plus"
          title={say('who.else')}
          note={say('who.else.text')}
          onPress={() => enter.run({ asNew: true })}
        />
      </List>
    </>
  )
}

type Candidate = { personId: string; nameEn: string; nameHi: string; unitEn: string; unitHi: string }

type RefusedProps = { problem: Parameters<typeof ProblemView>[0]['problem']; onRetry: () => void }

const Refused = ({ problem, onRetry }: RefusedProps) => {
  const say = useText(accountTexts)
  const missing = problem.status === 404
  return (
    <>
      <PageHeader title={say(missing ? 'enter.none' : 'title')} />
      {!missing && <ProblemView problem={problem} onRetry={onRetry} />}
      <div>
        <LinkButton href="/sign-in">{say('enter.mine')}</LinkButton>
      </div>
    </>
  )
}
