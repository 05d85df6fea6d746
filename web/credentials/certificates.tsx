import { useState } from 'preact/hooks'
import { useQuery } from '../query.ts'
import { useFrame } from '../shell/frame.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { credentialTexts } from '../text/credentials.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { PageHeader } from '../ui/page.tsx'
import { PrintButton, PrintSheet } from '../ui/print.tsx'
import { Skeleton } from '../ui/progress.tsx'
import { readCredentials } from './api.ts'
import { Certificate } from './certificate.tsx'

/** Every certificate of a workshop that counts, one to a page, to be printed at once. */
export const Certificates = ({
  params,
}: ScreenProps<'/o/:organisation/workshops/:workshop/certificates'>) => {
  const { organisation, workshop: workshopId } = params
  const say = useText(credentialTexts)
  const name = useName()
  const frame = useFrame(organisation)
  const [count, setCount] = useState(0)
  const query = useQuery(`${organisation}/workshops/${workshopId}/credentials/all`, (signal) =>
    readCredentials(organisation, workshopId, signal, setCount),
  )
  const path = `/o/${organisation}/workshops/${workshopId}/credentials`
  const live = query.data?.filter(({ revokedAt }) => revokedAt === null) ?? []
  return (
    <>
      <PageHeader
        title={say('print.title')}
        lead={say('print.lead')}
        crumbs={[{ label: say('title'), href: path }]}
        actions={live.length > 0 && <PrintButton />}
      />
      <AsyncView
        query={query}
        skeleton={
          <>
            <p role="status">{say('print.loading', { count })}</p>
            <Skeleton kind="cards" />
          </>
        }
        isEmpty={() => live.length === 0}
        empty={() => <EmptyState icon="print" title={say('print.none')} />}
      >
        {() => (
          <div class="certificates">
            {frame &&
              live.map((credential) => (
                <PrintSheet key={credential.id} label={name(credential.person)}>
                  <Certificate credential={credential} organisation={frame.organisation.names} />
                </PrintSheet>
              ))}
          </div>
        )}
      </AsyncView>
    </>
  )
}
