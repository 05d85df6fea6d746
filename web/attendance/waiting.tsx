import { attendanceTexts } from '../text/attendance.ts'
import { useText } from '../text/index.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import type { Desk } from './use-desk.ts'
import { refusalOf } from './verdict.ts'

/** How many marks wait on this device for the network; nothing while they go out at once. */
export const Waiting = ({ desk }: { desk: Desk }) => {
  const say = useText(attendanceTexts)
  const { waiting } = desk.kept
  const stuck = waiting.length > 0 && !desk.reached
  return (
    <div role="status">
      {stuck && (
        <div class="gate-waiting">
          <Icon name="offline" />
          <p>
            <span class="strong">{say('waiting', { count: waiting.length })}</span>
            <span class="small">{say('waiting.hint')}</span>
          </p>
          <Button icon="upload" onPress={desk.flush}>
            {say('waiting.send')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** Marks made without a network that were not accepted when they arrived. */
export const NotAccepted = ({ desk }: { desk: Desk }) => {
  const say = useText(attendanceTexts)
  const { refused } = desk.kept
  if (refused.length === 0) return null
  return (
    <Banner
      tone="bad"
      title={say('refused.title', { count: refused.length })}
      urgent
      actions={
        <Button icon="check" onPress={desk.forgetRefused}>
          {say('refused.seen')}
        </Button>
      }
    >
      <ul>
        {refused.map((mark) => (
          <li key={mark.id}>
            <span class="strong">{mark.who}</span>: {say(refusalOf(mark.refusal))}
          </li>
        ))}
      </ul>
    </Banner>
  )
}
