import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { json, Problem } from '../api.ts'
import { readWorkshop } from '../attendance/api.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import type { ScreenProps } from '../shell/screens.tsx'
import { credentialTexts } from '../text/credentials.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { Banner, EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { List, Row } from '../ui/list.tsx'
import { PageHeader } from '../ui/page.tsx'
import { toast } from '../ui/toast.tsx'
import { type CredentialOffer, credentialsApi, type Trainee } from './api.ts'
import { Issued } from './issued.tsx'

/** The certificates of a workshop: who has earned one, issuing them, who has not yet, and those issued. */
export const Issuing = ({ params }: ScreenProps<'/o/:organisation/workshops/:workshop/credentials'>) => {
  const { organisation, workshop: workshopId } = params
  const say = useText(credentialTexts)
  const name = useName()
  const workshop = useQuery(`${organisation}/workshops/${workshopId}`, (signal) =>
    readWorkshop(organisation, workshopId, signal),
  ).data
  const route = credentialsApi(organisation).workshops[':workshopId'].credentials.offer
  const offer = useQuery(`${organisation}/workshops/${workshopId}/credentials/offer`, (signal) =>
    json(route.$get({ param: { workshopId } }, { init: { signal } })),
  )
  const path = `/o/${organisation}/workshops/${workshopId}`
  return (
    <>
      <PageHeader
        title={say('title')}
        crumbs={workshop && [{ label: name(workshop), href: path }]}
        lead={offer.data && <PassRule offer={offer.data} />}
        actions={
          <LinkButton kind="quiet" icon="gate" href={`${path}/desk`}>
            {say('desk')}
          </LinkButton>
        }
      />
      <AsyncView query={offer}>
        {(data) => (
          <div class="stack stack-l">
            <Passed
              organisation={organisation}
              workshopId={workshopId}
              offer={data}
              onLapsed={offer.reload}
            />
            <NotYet offer={data} />
          </div>
        )}
      </AsyncView>
      <Issued organisation={organisation} workshopId={workshopId} />
    </>
  )
}

const PassRule = ({ offer }: { offer: CredentialOffer }) => {
  const say = useText(credentialTexts)
  const { passDays, ofDays, passSessions, ofSessions, passSubjects } = offer
  return (
    <p>
      {ofDays > 1 ? say('lead.days', { pass: passDays, of: ofDays }) : say('lead.day')}
      {passSessions > 0 && ` ${say('lead.sessions', { pass: passSessions, of: ofSessions })}`}
      {passSubjects > 0 && ` ${say('lead.subjects', { count: passSubjects })}`}
    </p>
  )
}

type PassedProps = {
  organisation: string
  workshopId: string
  offer: CredentialOffer
  onLapsed: () => void
}

const Passed = (props: PassedProps) => {
  const { offer } = props
  const say = useText(credentialTexts)
  const passed = offer.trainees.filter(({ standing }) => standing === 'passed' || standing === 'renewable')
  if (passed.length === 0) {
    return (
      <Panel title={say('passed')}>
        <EmptyState icon="certificate" title={say('passed.none')}>
          {say('passed.none.hint')}
        </EmptyState>
      </Panel>
    )
  }
  return (
    <Panel title={say('passed')} actions={<IssueButton {...props} passed={passed.length} />}>
      {offer.trainers.length === 0 && (
        <Banner
          tone="warn"
          title={say('issue.no-trainer')}
          actions={
            <LinkButton href={`/o/${props.organisation}/workshops/${props.workshopId}`}>
              {say('issue.name-trainer')}
            </LinkButton>
          }
        />
      )}
      <Trainees
        label={say('passed')}
        trainees={passed}
        ofDays={offer.ofDays}
        aside={({ standing }) => standing === 'renewable' && <Badge>{say('renewable.badge')}</Badge>}
      />
    </Panel>
  )
}

const IssueButton = (props: PassedProps & { passed: number }) => {
  const { organisation, workshopId, offer, onLapsed, passed } = props
  const say = useText(credentialTexts)
  const name = useName()
  const [asking, setAsking] = useState(false)
  const issue = useAction(async () => {
    if (!offer.offer) return
    const route = credentialsApi(organisation).workshops[':workshopId'].credentials
    try {
      const { issued, renewed } = await json(
        route.$post({ param: { workshopId }, json: { offer: offer.offer } }),
      )
      toast(
        issued.length > 0
          ? say('issued', { count: issued.length })
          : say('renewed.done', { count: renewed.length }),
      )
      setAsking(false)
    } catch (thrown) {
      // Somebody else issued them, or the offer is too old: the new one is shown.
      if (thrown instanceof Problem && [409, 410].includes(thrown.status)) onLapsed()
      throw thrown
    } finally {
      reloadQueries(`${organisation}/workshops/${workshopId}/credentials`)
    }
  })
  const names = offer.trainers.map(name).filter(Boolean).join(', ')
  const deed =
    offer.offered > 0 ? say('issue', { count: offer.offered }) : say('renew', { count: offer.renewable })
  return (
    <>
      <Button kind="main" icon="certificate" onPress={() => setAsking(true)}>
        {deed}
      </Button>
      <ConfirmDialog
        title={deed}
        open={asking}
        onClose={() => {
          issue.reset()
          setAsking(false)
        }}
        onConfirm={issue.run}
        confirm={deed}
        busy={issue.busy}
        problem={issue.problem}
      >
        <p>{say('issue.body')}</p>
        {names && <p class="strong">{say('issue.taught', { names, generation: offer.generation })}</p>}
        {offer.offered > 0 && offer.renewable > 0 && <p>{say('renewable', { count: offer.renewable })}</p>}
        {passed > offer.offered + offer.renewable && (
          <p>{say('issue.part', { offered: offer.offered, passed })}</p>
        )}
      </ConfirmDialog>
    </>
  )
}

const NotYet = ({
  offer: { trainees, passDays, passSessions, passSubjects, ofDays },
}: {
  offer: CredentialOffer
}) => {
  const say = useText(credentialTexts)
  const waiting = trainees
    .filter(({ standing }) => standing === 'not-yet')
    .toSorted((a, b) => b.days - a.days)
  const others = trainees.filter(
    ({ standing }) => standing === 'held' || standing === 'revoked' || standing === 'renewed',
  )
  return (
    <>
      {waiting.length > 0 && (
        <Panel title={say('not-yet')}>
          <Trainees
            label={say('not-yet')}
            trainees={waiting}
            ofDays={ofDays}
            aside={({ days, sessions, subjects }) => (
              <>
                {days < passDays && (
                  <Badge tone="warn">{say('not-yet.missing', { count: passDays - days })}</Badge>
                )}
                {sessions < passSessions && (
                  <Badge tone="warn">{say('not-yet.sessions', { count: passSessions - sessions })}</Badge>
                )}
                {subjects < passSubjects && (
                  <Badge tone="warn">{say('not-yet.subjects', { count: passSubjects - subjects })}</Badge>
                )}
              </>
            )}
          />
        </Panel>
      )}
      {others.length > 0 && (
        <Panel title={say('others')}>
          <Trainees
            label={say('others')}
            trainees={others}
            ofDays={ofDays}
            aside={({ standing }) => (
              <Badge>{say(standing === 'held' || standing === 'renewed' ? standing : 'revoked')}</Badge>
            )}
          />
        </Panel>
      )}
    </>
  )
}

type TraineesProps = {
  label: string
  trainees: readonly Trainee[]
  ofDays: number
  aside?: (trainee: Trainee) => ComponentChildren
}

const Trainees = ({ label, trainees, ofDays, aside }: TraineesProps) => {
  const say = useText(credentialTexts)
  const name = useName()
  return (
    <List label={label}>
      {trainees.map((trainee) => (
        <Row
          key={trainee.registrationId}
          title={name(trainee.person)}
          note={`${name(trainee.unit)}${ofDays > 1 ? `, ${say('days.of', { days: trainee.days, of: ofDays })}` : ''}`}
          aside={aside?.(trainee)}
        />
      ))}
    </List>
  )
}
