import { importTexts } from '../text/imports.ts'
import { useText } from '../text/index.ts'
import { Panel } from '../ui/card.tsx'
import { SelectField } from '../ui/field.tsx'
import type { Kind } from './columns.ts'
import { columnsOf, type Mapping } from './reading/columns.ts'
import type { Sheet } from './reading/lines.ts'

type MappingProps = {
  kind: Kind
  sheet: Sheet
  mapping: Mapping
  onChange: (mapping: Mapping) => void
}

const FEW = 3

/** What each column of the file stands for, with its first cells; each can be chosen anew. */
export const ColumnsOfFile = ({ kind, sheet, mapping, onChange }: MappingProps) => {
  const say = useText(importTexts)
  const choose = (index: number, column: string) =>
    onChange(
      sheet.header.map((_, place) => {
        if (place === index) return column === '-' ? null : column
        return mapping[place] === column ? null : (mapping[place] ?? null)
      }),
    )
  const options = [
    { value: '-', label: say('mapping.none') },
    ...columnsOf(kind).map((column) => ({ value: column, label: column })),
  ]
  return (
    <Panel title={say('mapping.title')} hint={say('rows', { count: sheet.rows.length })}>
      <div class="import-mapping">
        {sheet.header.map((heading, index) => (
          <SelectField
            key={`${index} ${heading}`}
            required
            label={heading || say('mapping.nameless', { place: index + 1 })}
            hint={sheet.rows
              .slice(0, FEW)
              .map((cells) => cells[index]?.slice(0, 40))
              .filter(Boolean)
              .join(' · ')}
            value={mapping[index] ?? '-'}
            onChange={(column) => choose(index, column)}
            options={options}
          />
        ))}
      </div>
    </Panel>
  )
}
