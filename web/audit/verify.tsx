import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { useAction } from '../query.ts'
import { auditTexts } from '../text/audit.ts'
import { useText } from '../text/index.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Progress } from '../ui/progress.tsx'
import { auditApi, type Checked } from './api.ts'

/** Checks every row, a stretch at a time, and tells the first bad one. */
export const Verify = ({ organisation }: { organisation: string }) => {
  const say = useText(auditTexts)
  const [seen, setSeen] = useState<Checked | null>(null)
  const check = useAction(async () => {
    setSeen(null)
    for (let after = 0; ; ) {
      const checked = await json(
        auditApi(organisation).audit.verification.$get({ query: { after: String(after) } }),
      )
      setSeen(checked)
      if (checked.done) return
      after = checked.checked
    }
  })
  const fault = seen?.fault
  return (
    <div class="stack" aria-live="polite">
      <div class="cluster">
        <Button icon="check" busy={check.busy} onPress={check.run}>
          {say('verify')}
        </Button>
      </div>
      {check.busy && seen && <Progress label={say('verify.now')} done={seen.checked} total={seen.rows} />}
      {check.problem && <ProblemView problem={check.problem} onRetry={check.run} />}
      {seen?.done && !fault && <Banner tone="good" title={say('verify.whole', { count: seen.checked })} />}
      {fault && (
        <Banner tone="bad" urgent title={say('verify.bad', { seq: fault.seq })}>
          <p>{say(`fault.${fault.kind}`)}</p>
          <p>{say('verify.bad.text')}</p>
        </Banner>
      )}
    </div>
  )
}
