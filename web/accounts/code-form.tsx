import { useEffect, useState } from 'preact/hooks'
import { json } from '../api.ts'
import { useAction } from '../query.ts'
import { rememberSession } from '../shell/session.ts'
import { accountTexts } from '../text/accounts.ts'
import { useText } from '../text/index.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { OneTimeCodeInput } from '../ui/code-input.tsx'
import { PageHeader } from '../ui/page.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { toast } from '../ui/toast.tsx'
import { accountApi } from './api.ts'
import { useSendCode } from './contact-form.tsx'

const WAIT_S = 30

/** Seconds until a new code may be asked for; `begin` counts from the start again. */
const useWait = () => {
  const [left, setLeft] = useState(WAIT_S)
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => setLeft(left - 1), 1000)
    return () => clearTimeout(timer)
  }, [left])
  return { left, begin: () => setLeft(WAIT_S) }
}

const onOneMachine = () => ['localhost', '127.0.0.1'].includes(location.hostname)

type CodeFormProps = { contact: string; onIn: () => void; onOther: () => void }

/** The code that was sent; six digits sign in by themselves. */
export const CodeForm = ({ contact, onIn, onOther }: CodeFormProps) => {
  const say = useText(accountTexts)
  const [code, setCode] = useState('')
  const wait = useWait()
  const again = useSendCode(contact)
  const open = useAction(async (full: string) => {
    await json(accountApi.sessions.$post({ json: { contact, code: full } }))
    rememberSession()
    onIn()
  })
  const sendAgain = async () => {
    if (!(await again.run())) return
    setCode('')
    open.reset()
    wait.begin()
    toast(say('again.sent'))
  }
  return (
    <>
      <PageHeader title={say('code.title')} lead={say('code.lead', { contact })} />
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          open.run(code)
        }}
      >
        <OneTimeCodeInput
          label={say('code')}
          hint={say('code.hint')}
          value={code}
          onChange={setCode}
          onFull={open.run}
        />
        {open.problem && <ProblemView problem={open.problem} />}
        {again.problem && <ProblemView problem={again.problem} />}
        <div class="cluster">
          <Button kind="main" submit busy={open.busy} disabled={code.length < 6}>
            {say('enter')}
          </Button>
          <Button kind="quiet" disabled={wait.left > 0} busy={again.busy} onPress={sendAgain}>
            {wait.left > 0 ? say('again.wait', { seconds: wait.left }) : say('again')}
          </Button>
          <Button kind="quiet" onPress={onOther}>
            {say('other')}
          </Button>
        </div>
      </form>
      {onOneMachine() && (
        <Banner title={say('outbox')}>
          <p>
            <a href="/outbox" target="_blank" rel="noopener">
              /outbox
            </a>
          </p>
        </Banner>
      )}
    </>
  )
}
