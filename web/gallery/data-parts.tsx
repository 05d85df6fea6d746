import { useState } from 'preact/hooks'
import { formatCount } from '../text/format.ts'
import { useText } from '../text/index.ts'
import { Badge, Chip } from '../ui/badge.tsx'
import { Card, Facts, Panel, Stat, Stats, type Tone } from '../ui/card.tsx'
import { CoverageBar } from '../ui/coverage.tsx'
import { Count, DateText, InstantText, Money } from '../ui/format.tsx'
import { List, Row } from '../ui/list.tsx'
import { Table } from '../ui/table.tsx'
import { type TreeNode, TreeView } from '../ui/tree.tsx'
import { galleryText } from './text.ts'

const Numbers = () => {
  const say = useText(galleryText)
  return (
    <Panel title={say('numbers')}>
      <Stats>
        <Stat
          label={say('trained')}
          value={<Count value={51_238} />}
          note={say('booths', { count: 65_400 })}
          tone="good"
        />
        <Stat label={say('waiting')} value={<Count value={312} />} tone="warn" />
        <Stat label={say('collected')} value={<Money amountMinor={1_250_000_00} currency="INR" />} />
        <Stat label={say('breached')} value={<Count value={7} />} tone="bad" href="/gallery" />
      </Stats>
      <CoverageBar none={14_162} one={21_038} full={30_200} of={say('booths', { count: 65_400 })} />
    </Panel>
  )
}

type Sitting = { id: string; place: string; day: string; people: number; state: Tone; fee: number }

const SITTINGS: Sitting[] = [
  { id: '1', place: 'भोपाल, रवींद्र भवन', day: '2026-03-06', people: 412, state: 'good', fee: 50000 },
  { id: '2', place: 'इंदौर, गुजराती कॉलेज', day: '2026-03-10', people: 388, state: 'warn', fee: 50000 },
  { id: '3', place: 'जबलपुर, कन्वेंशन सेंटर', day: '2026-03-14', people: 9, state: 'bad', fee: 37550 },
]

const Sittings = () => {
  const say = useText(galleryText)
  const state = { good: say('open'), warn: say('filling'), bad: say('closed'), plain: '', note: '' }
  return (
    <Panel title={say('table')}>
      <Table
        caption={say('table')}
        rows={SITTINGS}
        keyOf={(row) => row.id}
        columns={[
          { key: 'place', header: say('place'), cell: (row) => row.place },
          { key: 'when', header: say('when'), cell: (row) => <DateText day={row.day} style="short" /> },
          {
            key: 'people',
            header: say('people'),
            numeric: true,
            cell: (row) => <Count value={row.people} />,
          },
          {
            key: 'fee',
            header: say('fee'),
            numeric: true,
            cell: (row) => <Money amountMinor={row.fee} currency="INR" />,
          },
          {
            key: 'state',
            header: say('state'),
            cell: (row) => <Badge tone={row.state}>{state[row.state]}</Badge>,
          },
          {
            key: 'cover',
            header: say('coverage'),
            cell: (row) => <CoverageBar brief none={2} one={5} full={row.people} />,
          },
        ]}
        foot={{ place: say('all'), people: formatCount(809) }}
      />
      <div class="grid">
        <Card
          title="भोपाल, रवींद्र भवन"
          href="/gallery?card"
          icon="hall"
          aside={<Badge tone="good">{say('open')}</Badge>}
        >
          <Facts
            facts={[
              { label: say('when'), value: <DateText day="2025-06-09" to="2025-06-15" /> },
              { label: say('fee'), value: <Money amountMinor={50000} currency="INR" /> },
            ]}
          />
        </Card>
        <Card title="अशोकनगर" aside={<Badge tone="note">{say('draft')}</Badge>}>
          <p class="soft">
            <InstantText at={1_772_770_800} />
          </p>
        </Card>
      </div>
    </Panel>
  )
}

const UNITS: Record<string, TreeNode[]> = {
  mp: ['भोपाल', 'चंबल', 'ग्वालियर', 'सागर'].map((label, n) => ({ id: `d${n}`, label, hasChildren: n < 3 })),
  d0: ['बैरसिया', 'हुज़ूर', 'कोलार'].map((label, n) => ({ id: `b${n}`, label, hasChildren: false })),
  d1: ['मुरैना', 'भिंड', 'श्योपुर'].map((label, n) => ({ id: `c${n}`, label, hasChildren: false })),
}

const children = async (node: TreeNode) => {
  await new Promise((resolve) => setTimeout(resolve, 300))
  const known = UNITS[node.id]
  if (!known) throw new Error('the gallery has no such units')
  return known
}

const Lists = () => {
  const say = useText(galleryText)
  const [unit, setUnit] = useState('d0')
  const [on, setOn] = useState(true)
  return (
    <div class="grid">
      <Panel title={say('list')}>
        <div class="cluster">
          <Chip pressed={on} onPress={() => setOn(!on)}>
            {say('women')}
          </Chip>
          <Chip onPress={() => setOn(!on)}>{say('youth')}</Chip>
          <Chip remove={{ label: say('cancel'), onPress: () => setOn(!on) }}>{say('student')}</Chip>
        </div>
        <List label={say('list')}>
          <Row icon="person" title="मीरा अहिरवार" note="बूथ 112, हुज़ूर" aside="6 / 7" href="/gallery?person" />
          <Row
            icon="person"
            title="Salim Qureshi"
            note="Booth 87, Kolar"
            aside="7 / 7"
            onPress={() => setOn(!on)}
          />
          <Row
            icon="person"
            title="राधा बाई कुशवाहा"
            note="बूथ 40, बैरसिया"
            aside={<Badge>{say('draft')}</Badge>}
          />
        </List>
      </Panel>
      <Panel title={say('tree')}>
        <TreeView
          label={say('tree')}
          roots={[{ id: 'mp', label: 'मध्य प्रदेश', hasChildren: true }]}
          opened={['mp']}
          loadChildren={children}
          selected={unit}
          onSelect={(node) => setUnit(node.id)}
          aside={(node) => <Count value={node.label.length * 311} />}
        />
      </Panel>
    </div>
  )
}

/** Numbers, tables, lists and trees. */
export const DataParts = () => (
  <>
    <Numbers />
    <Sittings />
    <Lists />
  </>
)
