import type { ComponentChildren } from 'preact'
import { useLanguage } from '../text/index.ts'
import { SpeakButton } from '../ui/speak.tsx'
import type { Notice } from './api.ts'

type Block = { kind: 'heading' | 'points' | 'text'; lines: string[] }

/** The blocks of a notice: `# ` begins a heading, `- ` a point of a list. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  for (const line of text.split('\n').map((raw) => raw.trim())) {
    const last = blocks.at(-1)
    if (line === '') continue
    if (line.startsWith('# ')) blocks.push({ kind: 'heading', lines: [line.slice(2)] })
    else if (line.startsWith('- ')) {
      if (last?.kind === 'points') last.lines.push(line.slice(2))
      else blocks.push({ kind: 'points', lines: [line.slice(2)] })
    } else blocks.push({ kind: 'text', lines: [line] })
  }
  return blocks
}

const Block = ({ block }: { block: Block }): ComponentChildren => {
  const [first = ''] = block.lines
  if (block.kind === 'heading') return <h2>{first}</h2>
  if (block.kind === 'text') return <p>{linked(first)}</p>
  return (
    <ul class="points">
      {block.lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

const linked = (text: string) =>
  /^https?:\/\/\S+$/.test(text) ? (
    <a class="break" href={text}>
      {text}
    </a>
  ) : (
    text
  )

/** A notice in the language shown now, to be read or heard. */
export const NoticeText = ({ notice }: { notice: Pick<Notice, 'textEn' | 'textHi'> }) => {
  const language = useLanguage()
  const text = language === 'hi' ? notice.textHi : notice.textEn
  return (
    <div class="stack notice-text">
      <div class="no-print">
        <SpeakButton text={text.replaceAll(/^[#-] /gm, '')} />
      </div>
      {blocksOf(text).map((block) => (
        <Block key={`${block.kind} ${block.lines[0]}`} block={block} />
      ))}
    </div>
  )
}
