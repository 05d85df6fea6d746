import { useText } from '../text/index.ts'
import { onboardingTexts } from '../text/onboarding.ts'
import { Panel } from '../ui/card.tsx'
import type { IconName } from '../ui/icons.ts'
import { List, Row } from '../ui/list.tsx'
import type { StartProps } from './start.tsx'

const STEPS = [
  { key: 'programme', icon: 'programme', path: 'programmes' },
  { key: 'workshop', icon: 'hall', path: 'workshops' },
  { key: 'people', icon: 'people', path: 'people' },
  { key: 'money', icon: 'money', path: 'money' },
  { key: 'settings', icon: 'settings', path: 'settings' },
] as const satisfies readonly { key: string; icon: IconName; path: string }[]

/** What an organisation does once it is set up, each with the way there. */
export const NextSteps = ({ organisation, facts, name }: StartProps) => {
  const say = useText(onboardingTexts)
  const [programme] = facts.programmes
  const pathOf = (path: string): string =>
    path === 'programmes' && programme ? `programmes/${programme.id}` : path
  return (
    <Panel title={say('done.title', { name })} hint={say('done.lead')}>
      <List label={say('step.done')}>
        {STEPS.map(({ key, icon, path }) => (
          <Row
            key={key}
            icon={icon}
            title={say(`done.${key}`)}
            note={say(`done.${key}.text`)}
            href={`/o/${organisation}/${pathOf(path)}`}
          />
        ))}
        <Row
          icon="share"
          title={say('done.page')}
          note={`${location.host}/o/${organisation}`}
          href={`/o/${organisation}`}
        />
      </List>
    </Panel>
  )
}
