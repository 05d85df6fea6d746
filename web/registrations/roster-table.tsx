import { useState } from 'preact/hooks'
import { daysFrom } from '../planning/days.ts'
import { useFrame } from '../shell/frame.ts'
import { formatMoney } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { rosterTexts } from '../text/rosters.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { type Column, Table } from '../ui/table.tsx'
import type { Roster, RosterRow } from './api.ts'
import { spacedCode } from './days.ts'
import { useCancelling } from './give-up.tsx'

type RosterTableProps = { organisation: string; roster: Roster; rows: readonly RosterRow[] }

/** The lines of a roster; whoever registers there can cancel one who has not come yet. */
export const RosterTable = ({ organisation, roster, rows }: RosterTableProps) => {
  const say = useText(rosterTexts)
  const name = useName()
  const frame = useFrame(organisation)
  const [asking, setAsking] = useState<RosterRow | undefined>(undefined)
  const { workshop, currency, counts } = roster
  const all = daysFrom(workshop.startsOn, workshop.endsOn).length
  const columns: Column<RosterRow>[] = [
    {
      key: 'name',
      header: say('name'),
      names: true,
      cell: (row) => (
        <a class="roster-name" href={`/o/${organisation}/registrations/${row.registrationId}`}>
          {name(row.person)}
        </a>
      ),
    },
    { key: 'unit', header: say('unit'), cell: (row) => name(row.unit) },
    { key: 'code', header: say('code'), cell: (row) => <span class="nowrap">{spacedCode(row.code)}</span> },
    {
      key: 'days',
      header: say('days'),
      numeric: true,
      cell: (row) => `${row.days.length}/${all}`,
    },
  ]
  if (counts.dueMinor > 0)
    columns.push({
      key: 'fee',
      header: say('fee'),
      cell: (row) => <FeeState row={row} currency={currency} />,
    })
  if (rows.some(({ credential }) => credential)) {
    columns.push({
      key: 'certificate',
      header: say('certificate'),
      cell: ({ credential }) =>
        credential && (
          <a href={`/o/${organisation}/credentials/${credential.id}`} class="nowrap">
            {credential.code}
          </a>
        ),
    })
  }
  const cancels = frame?.holds.has('registrations:edit') && workshop.cancelledAt === null
  if (cancels && rows.some(({ days }) => days.length === 0)) {
    columns.push({
      key: 'act',
      header: say('act'),
      cell: (row) =>
        row.days.length === 0 && (
          <Button
            kind="quiet"
            label={say('cancel.of', { name: name(row.person) })}
            onPress={() => setAsking(row)}
          >
            {say('cancel')}
          </Button>
        ),
    })
  }
  return (
    <>
      <Table caption={say('kind')} columns={columns} rows={rows} keyOf={(row) => row.registrationId} />
      <Cancel organisation={organisation} roster={roster} row={asking} onClose={() => setAsking(undefined)} />
    </>
  )
}

const FeeState = ({ row, currency }: { row: RosterRow; currency: string }) => {
  const say = useText(rosterTexts)
  const language = useLanguage()
  if (row.dueMinor === 0) return <span class="soft">{say('free')}</span>
  const owedMinor = row.dueMinor - row.paidMinor
  if (owedMinor <= 0) return <Badge tone="good">{say('fee.paid')}</Badge>
  return <Badge tone="warn">{say('fee.owed', { amount: formatMoney(owedMinor, currency, language) })}</Badge>
}

type CancelProps = {
  organisation: string
  roster: Roster
  row: RosterRow | undefined
  onClose: () => void
}

const Cancel = ({ organisation, roster, row, onClose }: CancelProps) => {
  const say = useText(rosterTexts)
  const name = useName()
  const language = useLanguage()
  const cancelling = useCancelling(organisation, roster.workshop.id)
  const person = row ? name(row.person) : ''
  const confirm = async () => {
    if (row && (await cancelling.run(row.registrationId, roster.currency))) onClose()
  }
  return (
    <ConfirmDialog
      title={say('cancel.title', { name: person })}
      open={row !== undefined}
      onClose={() => {
        cancelling.reset()
        onClose()
      }}
      onConfirm={confirm}
      confirm={say('cancel.go')}
      danger
      busy={cancelling.busy}
      problem={cancelling.problem}
    >
      <p>{say('cancel.text', { name: person })}</p>
      {row && row.paidMinor > 0 && (
        <p class="strong">
          {say('cancel.paid', { amount: formatMoney(row.paidMinor, roster.currency, language) })}
        </p>
      )}
    </ConfirmDialog>
  )
}
