import './imports.css'
import { useEffect, useState } from 'preact/hooks'
import { v7 } from 'uuid'
import { json } from '../api.ts'
import { hierarchyApi } from '../hierarchy/api.ts'
import { useAction } from '../query.ts'
import { importTexts } from '../text/imports.ts'
import { useText } from '../text/index.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/field.tsx'
import { FilePick } from '../ui/file-pick.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Skeleton } from '../ui/progress.tsx'
import type { Known } from './api.ts'
import type { Ask, Bringing, Told } from './bringing.ts'
import type { Kind } from './columns.ts'
import { ColumnsOfFile } from './mapping.tsx'
import { lacking, type Mapping, suggested, toRemember, toSend } from './reading/columns.ts'
import { FileFault } from './reading/fault.ts'
import { type ReadFile, readBytes, rootCodeIn, withRoot } from './reading/file.ts'
import type { Sheet } from './reading/lines.ts'
import { useImport } from './use-import.ts'
import { Running, Verdict } from './verdict.tsx'

type ImportTableProps = {
  organisation: string
  kind: Kind
  /** An import to go on with. */
  resume?: string | undefined
  /** After everything was written: how many lines are there now, and the import. */
  onDone: (rows: number, told: Told) => void
}

type Read = {
  file: File
  read: ReadFile
  sheet: Sheet
  at: number
  mapping: Mapping
  known: Known
  unitId: string
  rootCode: string | undefined
}

async function readOurs(ask: Ask, organisation: string, kind: Kind, file: File, at: number): Promise<Read> {
  const [bytes, known, { units }] = await Promise.all([
    file.arrayBuffer(),
    ask('GET', '/imports') as Promise<Known>,
    json(hierarchyApi(organisation).units.$get({ query: {} })),
  ])
  const read = await readBytes(file.name, new Uint8Array(bytes))
  const sheet = read.sheet(at)
  const remembered = known.mappings.find((one) => one.kind === kind)?.mapping ?? {}
  return {
    file,
    read,
    sheet,
    at,
    mapping: suggested(kind, sheet.header, remembered),
    known,
    unitId: units[0]?.id ?? '',
    rootCode: units.find(({ parentId }) => parentId === null)?.code,
  }
}

/** What is sent of a file; the same file that was broken off before goes on under its import. */
function bringingOf(kind: Kind, { file, sheet, mapping, known, unitId, rootCode }: Read): Bringing {
  const { columns, rows } = toSend(kind, sheet, mapping)
  const theirs = kind === 'units' ? rootCodeIn(columns, rows) : undefined
  const same = known.imports.find(
    (one) =>
      one.state === 'open' &&
      one.kind === kind &&
      one.fileName === file.name &&
      one.bytes === file.size &&
      one.rows === rows.length &&
      one.columns.join() === columns.join(),
  )
  return {
    id: same?.id ?? v7(),
    kind,
    unitId: same?.unitId ?? unitId,
    fileName: file.name,
    bytes: file.size,
    columns,
    rows: rootCode && theirs && theirs !== rootCode ? withRoot(columns, rows, theirs, rootCode) : rows,
    mapping: toRemember(sheet.header, mapping),
  }
}

/** Brings a table: reads the file here, sends it, shows what would happen, and has it written. */
export const ImportTable = ({ organisation, kind, resume, onDone }: ImportTableProps) => {
  const say = useText(importTexts)
  const [file, setFile] = useState<File | null>(null)
  const [read, setRead] = useState<Read | null>(null)
  const [fault, setFault] = useState<FileFault | null>(null)
  const importing = useImport(organisation)
  const { told, report, busy, problem } = importing
  const resuming = importing.resume.run
  useEffect(() => {
    if (resume) resuming(resume)
  }, [resume, resuming])
  const reading = useAction(async (picked: File, at: number) => {
    try {
      const found = await readOurs(importing.ask, organisation, kind, picked, at)
      setRead(found)
      if (!lacking(kind, found.mapping)) await importing.bring.run(bringingOf(kind, found))
    } catch (thrown) {
      if (!(thrown instanceof FileFault)) throw thrown
      setFault(thrown)
    }
  })
  const pick = (picked: File, at = 0) => {
    setFile(picked)
    setRead(null)
    setFault(null)
    importing.forget()
    reading.run(picked, at)
  }
  const missing = read && lacking(kind, read.mapping)
  return (
    <div class="stack stack-l">
      <FilePick
        label={say('file')}
        hint={say('file.hint')}
        kinds={['.csv', '.tsv', '.txt', '.xlsx', '.xlsm']}
        file={file}
        onPick={pick}
        disabled={busy}
      />
      {told && busy && <Running told={told} importing={importing} />}
      {reading.busy && !read && <Skeleton />}
      {reading.problem && <ProblemView problem={reading.problem} />}
      {fault && <FaultOfFile fault={fault} />}
      {read && read.read.sheets.length > 1 && (
        <SelectField
          label={say('sheet')}
          value={String(read.at)}
          onChange={(at) => pick(read.file, Number(at))}
          options={read.read.sheets.map((name, at) => ({ value: String(at), label: name }))}
        />
      )}
      {read?.read.encoding === 'windows-1252' && <Banner title={say('encoding.guessed')} />}
      {read && (
        <ColumnsOfFile
          kind={kind}
          sheet={read.sheet}
          mapping={read.mapping}
          onChange={(mapping) => {
            importing.forget()
            setRead({ ...read, mapping })
          }}
        />
      )}
      {missing && <Banner tone="bad" urgent title={say('fault.file-missing-column', { column: missing })} />}
      {read && !missing && !told && !busy && (
        <div>
          <Button kind="main" onPress={() => importing.bring.run(bringingOf(kind, read))}>
            {say('check.again')}
          </Button>
        </div>
      )}
      {told && problem && !busy && (
        <Banner
          tone="bad"
          urgent
          title={say('stopped.title')}
          actions={<Button onPress={() => importing.resume.run(told.id)}>{say('stopped.go')}</Button>}
        >
          <p>{say('stopped.text', { done: told.passed, total: told.rows })}</p>
        </Banner>
      )}
      {problem && !report && <ProblemView problem={problem} />}
      {report && told?.state === 'ready' && (
        <Verdict report={report} importing={importing} onDone={(last) => onDone(last.rows, last)} />
      )}
      {told?.state === 'done' && !busy && resume && (
        <Banner tone="good" title={say(`done.${kind}`, { count: told.written })} />
      )}
    </div>
  )
}

const FaultOfFile = ({ fault: { code, row, column } }: { fault: FileFault }) => {
  const say = useText(importTexts)
  return <Banner tone="bad" urgent title={say(`fault.${code}`, { row: row ?? '', column: column ?? '' })} />
}
