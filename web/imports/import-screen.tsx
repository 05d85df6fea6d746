import { useState } from 'preact/hooks'
import type { ScreenProps } from '../shell/screens.tsx'
import { hierarchyTexts } from '../text/hierarchy.ts'
import { importTexts } from '../text/imports.ts'
import { useText } from '../text/index.ts'
import { peopleTexts } from '../text/people.ts'
import { EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { PageHeader } from '../ui/page.tsx'
import type { Kind } from './columns.ts'
import { ImportTable } from './import-table.tsx'
import { WhichColumns } from './which-columns.tsx'

type Props = { organisation: string; kind: Kind; place: string }

const ImportScreen = ({ organisation, kind, place }: Props) => {
  const say = useText(importTexts)
  const [written, setWritten] = useState<number | null>(null)
  return (
    <>
      <PageHeader
        title={say(`${kind}.title`)}
        lead={say(`${kind}.lead`)}
        crumbs={[{ label: place, href: `/o/${organisation}/${kind}` }]}
      />
      {written === null ? (
        <div class="columns">
          <ImportTable organisation={organisation} kind={kind} onDone={setWritten} />
          <WhichColumns organisation={organisation} kind={kind} />
        </div>
      ) : (
        <EmptyState
          icon="check"
          title={say(`done.${kind}`, { count: written })}
          actions={
            <>
              <LinkButton kind="main" icon={kind} href={`/o/${organisation}/${kind}`}>
                {say(`done.see.${kind}`)}
              </LinkButton>
              <Button icon="upload" onPress={() => setWritten(null)}>
                {say('done.another')}
              </Button>
            </>
          }
        />
      )}
    </>
  )
}

/** Brings units from a table. */
export const ImportUnits = ({ params }: ScreenProps<'/o/:organisation/import/units'>) => (
  <ImportScreen organisation={params.organisation} kind="units" place={useText(hierarchyTexts)('title')} />
)

/** Brings people from a table. */
export const ImportPeople = ({ params }: ScreenProps<'/o/:organisation/import/people'>) => (
  <ImportScreen organisation={params.organisation} kind="people" place={useText(peopleTexts)('title')} />
)
