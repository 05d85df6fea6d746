import { useText } from '../text/index.ts'
import { useName } from '../text/names.ts'
import { sharesText } from '../text/shares.ts'
import { Badge } from '../ui/badge.tsx'
import { Count } from '../ui/format.tsx'
import { Table } from '../ui/table.tsx'
import type { Asked } from './api.ts'

/** Whether what is asked of a wing or a subject has come about, in words. */
export const MetBadge = ({ share }: { share: Asked }) => {
  const say = useText(sharesText)
  const { trained, minimum, units, unitsMet } = share
  const met = unitsMet === null ? trained >= minimum : unitsMet >= units
  if (met) return <Badge tone="good">{say('met.yes')}</Badge>
  return (
    <Badge tone="warn">
      {unitsMet === null || units <= 1
        ? say('met.no', { count: minimum - trained })
        : say('met.units', { met: unitsMet, units })}
    </Badge>
  )
}

/** What a tier asks of a unit by wing and subject, beside what came of it. */
export const AskedTable = ({ asked }: { asked: readonly Asked[] }) => {
  const say = useText(sharesText)
  const name = useName()
  const number = (key: 'minimum' | 'target' | 'nominated' | 'registered' | 'trained') => ({
    key,
    header: say(key),
    numeric: true,
    cell: (share: Asked) =>
      share.kind === 'subject' && (key === 'nominated' || key === 'registered') ? (
        '–'
      ) : (
        <Count value={share[key]} />
      ),
  })
  if (asked.length === 0) return null
  return (
    <Table
      caption={say('asked')}
      captioned
      columns={[
        { key: 'for', header: say('for'), cell: (share: Asked) => name(share) },
        number('minimum'),
        number('target'),
        {
          key: 'maximum',
          header: say('maximum'),
          numeric: true,
          cell: ({ maximum }: Asked) => (maximum === null ? '–' : <Count value={maximum} />),
        },
        number('nominated'),
        number('registered'),
        number('trained'),
        { key: 'met', header: say('met'), cell: (share: Asked) => <MetBadge share={share} /> },
      ]}
      rows={asked}
      keyOf={({ kind, id }) => `${kind} ${id}`}
    />
  )
}
