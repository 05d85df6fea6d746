import './organisations.css'
import { Levels } from '../changes/levels.tsx'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { useText } from '../text/index.ts'
import { organisationTexts } from '../text/organisations.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { PageHeader } from '../ui/page.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { AboutForm } from './about-form.tsx'
import { useFace } from './api.ts'
import { OfficeKinds, Wings } from './kinds.tsx'
import { Officers } from './officers.tsx'

/** What an administrator changes: what the organisation says of itself, wings, offices, tables, responsibilities. */
export const Settings = ({ params }: ScreenProps<'/o/:organisation/settings'>) => {
  const { organisation } = params
  const say = useText(organisationTexts)
  const frame = useFrame(organisation)
  const face = useFace(organisation)
  const edits = frame?.holds.has('organisation:edit') ?? false
  const grants = frame?.holds.has('grants:edit') ?? false
  const header = (
    <PageHeader
      title={say('settings')}
      actions={
        edits && (
          <LinkButton icon="go" href={`/o/${organisation}/start`}>
            {say('setup.go')}
          </LinkButton>
        )
      }
    />
  )
  if (frame && !edits && !grants) {
    return (
      <>
        {header}
        <EmptyState icon="lock" title={say('settings.none')}>
          {say('settings.none.text')}
        </EmptyState>
      </>
    )
  }
  return (
    <>
      {header}
      <AsyncView query={face} skeleton={<Skeleton kind="cards" />}>
        {(known) => (
          <div class="columns">
            <div class="stack stack-l">
              {edits && <AboutForm key={known.version} organisation={organisation} face={known} />}
              {grants && <Officers organisation={organisation} />}
            </div>
            <div class="stack stack-l">
              {edits && <Tables organisation={organisation} />}
              <Levels organisation={organisation} edits={edits} />
              <Wings organisation={organisation} face={known} edits={edits} />
              <OfficeKinds organisation={organisation} edits={edits} />
            </div>
          </div>
        )}
      </AsyncView>
    </>
  )
}

const Tables = ({ organisation }: { organisation: string }) => {
  const say = useText(organisationTexts)
  return (
    <Panel title={say('tables')} hint={say('tables.hint')}>
      <div class="cluster">
        <LinkButton icon="upload" href={`/o/${organisation}/import/units`}>
          {say('tables.units')}
        </LinkButton>
        <LinkButton icon="upload" href={`/o/${organisation}/import/people`}>
          {say('tables.people')}
        </LinkButton>
      </div>
    </Panel>
  )
}
