import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { reloadQueries, useAction, useQuery } from '../query.ts'
import { credentialTexts } from '../text/credentials.ts'
import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { AsyncView } from '../ui/async.tsx'
import { Badge } from '../ui/badge.tsx'
import { EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Textarea } from '../ui/field.tsx'
import { useFaults } from '../ui/problem.tsx'
import { Table } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'
import { type Credential, credentialsApi, readCredentials } from './api.ts'

type IssuedProps = { organisation: string; workshopId: string }

/** The certificates that were issued: their codes, printing them, revoking one. */
export const Issued = ({ organisation, workshopId }: IssuedProps) => {
  const say = useText(credentialTexts)
  const [revoking, setRevoking] = useState<Credential | undefined>(undefined)
  const query = useQuery(`${organisation}/workshops/${workshopId}/credentials/all`, (signal) =>
    readCredentials(organisation, workshopId, signal),
  )
  const live = query.data?.some(({ revokedAt }) => revokedAt === null)
  const path = `/o/${organisation}/workshops/${workshopId}/certificates`
  return (
    <Panel
      title={say('issued.title')}
      actions={
        live && (
          <LinkButton icon="print" href={path}>
            {say('print')}
          </LinkButton>
        )
      }
    >
      <AsyncView
        query={query}
        empty={() => (
          <EmptyState icon="certificate" title={say('issued.none')}>
            {say('issued.none.hint')}
          </EmptyState>
        )}
      >
        {(credentials) => (
          <IssuedTable organisation={organisation} credentials={credentials} onRevoke={setRevoking} />
        )}
      </AsyncView>
      {revoking && (
        <Revoke
          organisation={organisation}
          workshopId={workshopId}
          credential={revoking}
          onClose={() => setRevoking(undefined)}
        />
      )}
    </Panel>
  )
}

type TableProps = {
  organisation: string
  credentials: readonly Credential[]
  onRevoke: (credential: Credential) => void
}

const IssuedTable = ({ organisation, credentials, onRevoke }: TableProps) => {
  const say = useText(credentialTexts)
  const name = useName()
  return (
    <Table
      caption={say('issued.title')}
      rows={credentials}
      keyOf={({ id }) => id}
      columns={[
        {
          key: 'name',
          header: say('certificate'),
          cell: ({ id, person }) => <a href={`/o/${organisation}/credentials/${id}`}>{name(person)}</a>,
        },
        { key: 'unit', header: say('unit'), cell: ({ unit }) => name(unit) },
        { key: 'code', header: say('code'), cell: ({ code }) => <span class="nowrap strong">{code}</span> },
        {
          key: 'state',
          header: say('state'),
          cell: (credential) =>
            credential.revokedAt === null ? (
              <Button
                kind="quiet"
                label={say('revoke.of', { name: name(credential.person) })}
                onPress={() => onRevoke(credential)}
              >
                {say('revoke')}
              </Button>
            ) : (
              <span>
                <Badge tone="bad" icon="stop">
                  {say('revoked')}
                </Badge>{' '}
                <span class="small">{credential.revokedReason}</span>
              </span>
            ),
        },
      ]}
    />
  )
}

type RevokeProps = IssuedProps & { credential: Credential; onClose: () => void }

const Revoke = ({ organisation, workshopId, credential, onClose }: RevokeProps) => {
  const say = useText(credentialTexts)
  const name = useName()
  const [reason, setReason] = useState('')
  const revoke = useAction(async () => {
    const route = credentialsApi(organisation).credentials[':credentialId'].revocation
    await json(route.$post({ param: { credentialId: credential.id }, json: { reason } }))
    reloadQueries(`${organisation}/workshops/${workshopId}/credentials`)
    reloadQueries(`${organisation}/credentials/${credential.id}`)
    toast(say('revoke.done', { name: name(credential.person) }))
    onClose()
  })
  const fault = useFaults(revoke.problem)
  return (
    <ConfirmDialog
      title={say('revoke.of', { name: name(credential.person) })}
      open
      onClose={onClose}
      onConfirm={revoke.run}
      confirm={say('revoke')}
      danger
      busy={revoke.busy}
      problem={revoke.problem}
    >
      <p>{say('revoke.body')}</p>
      <Textarea
        label={say('revoke.reason')}
        hint={say('revoke.hint')}
        error={fault('/reason')}
        required
        rows={2}
        maxLength={300}
        value={reason}
        onChange={setReason}
      />
    </ConfirmDialog>
  )
}
