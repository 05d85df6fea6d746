import { type Frame, useFrame } from '../shell/frame.ts'
import { importTexts } from '../text/imports.ts'
import { type Language, useLanguage, useText } from '../text/index.ts'
import { Button } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { COLUMNS, type Kind } from './columns.ts'
import { csvOf, saveFile } from './read-file.ts'

const levelsOf = (frame: Frame | undefined, language: Language): string =>
  (frame?.organisation.levels ?? []).map((level) => level.names[language]).join(', ')

/** Which columns a table has, and an empty one to begin with. */
export const WhichColumns = ({ organisation, kind }: { organisation: string; kind: Kind }) => {
  const say = useText(importTexts)
  const language = useLanguage()
  const levels = levelsOf(useFrame(organisation), language)
  const { needed, allowed } = COLUMNS[kind]
  const save = async () => {
    const header = [...needed, ...allowed].map(({ name }) => name)
    saveFile(`${kind}.csv`, await csvOf([header]))
  }
  const part = (title: string, columns: typeof needed) => (
    <div>
      <h3>{title}</h3>
      <dl class="import-columns">
        {columns.map(({ name, hint }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
            </dt>
            <dd class="soft small">
              {hint === 'level' ? say('columns.level', { levels }) : hint && say(`columns.${hint}`)}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
  return (
    <Panel title={say('columns.title')}>
      {part(say('columns.needed'), needed)}
      {part(say('columns.allowed'), allowed)}
      <div>
        <Button icon="download" onPress={save}>
          {say('columns.sample')}
        </Button>
      </div>
    </Panel>
  )
}
