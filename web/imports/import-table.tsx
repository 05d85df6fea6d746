import './imports.css'
import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { hierarchyApi } from '../hierarchy/api.ts'
import { reloadQueries, useAction } from '../query.ts'
import { common } from '../text/common.ts'
import { importTexts } from '../text/imports.ts'
import { useText } from '../text/index.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { FilePick } from '../ui/file-pick.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { Progress, Skeleton } from '../ui/progress.tsx'
import type { Kind } from './columns.ts'
import { Faults } from './faults.tsx'
import { readFile } from './read-file.ts'
import { Preview, Result, Understood } from './results.tsx'
import { asOurs, type Progress as Sent, sendTable, useFollowing, useStaying } from './sending.ts'
import type { Table } from './table.ts'

type ImportTableProps = {
  organisation: string
  kind: Kind
  /** After everything was written: how many lines are there now. */
  onDone: (rows: number) => void
}

type Read = { table: Table; shown: Table; renamed: string | undefined; ours: string | undefined }

/** The code of the organisation's top unit, where the importer sees it. */
const rootCode = async (organisation: string): Promise<string | undefined> => {
  const { units } = await json(hierarchyApi(organisation).units.$get({ query: {} }))
  return units.find(({ parentId }) => parentId === null)?.code
}

const readOurs = async (organisation: string, kind: Kind, file: File): Promise<Read> => {
  const [table, ours] = await Promise.all([
    readFile(file),
    kind === 'units' ? rootCode(organisation) : undefined,
  ])
  return { ...asOurs(table, ours), shown: table, ours }
}

/** Brings a table: reads the file here, tries it out, shows what would happen, and writes it. */
export const ImportTable = ({ organisation, kind, onDone }: ImportTableProps) => {
  const say = useText(importTexts)
  const [file, setFile] = useState<File | null>(null)
  const [read, setRead] = useState<Read | null>(null)
  const checking = useFollowing()
  const writing = useFollowing()
  const check = useAction(async (picked: File) => {
    const ours = await readOurs(organisation, kind, picked)
    setRead(ours)
    if (ours.table.rows.length > 0) await checking.follow(sendTable(organisation, kind, ours.table, true))
  })
  const write = useAction(async ({ table }: Read) => {
    const last = await writing.follow(sendTable(organisation, kind, table, false))
    reloadQueries(`${organisation}/`)
    if (last && last.report.faults.length === 0) onDone(last.report.rows)
  })
  useStaying(write.busy)
  const pick = (picked: File) => {
    setFile(picked)
    setRead(null)
    checking.forget()
    writing.forget()
    write.reset()
    check.run(picked)
  }
  return (
    <div class="stack stack-l">
      <FilePick
        label={say('file')}
        hint={say('file.hint')}
        kinds={['.csv', '.tsv', '.txt']}
        file={file}
        onPick={pick}
        disabled={check.busy || write.busy}
      />
      {check.busy && !read && <Skeleton />}
      {check.problem && (
        <ProblemView problem={check.problem} onRetry={() => (file ? check.run(file) : undefined)} />
      )}
      {read && <WhatWasRead read={read} />}
      {checking.progress && read && (
        <Verdict
          kind={kind}
          read={read}
          checked={checking.progress}
          checking={check.busy}
          written={writing.progress}
          write={write}
          onDone={onDone}
        />
      )}
    </div>
  )
}

const WhatWasRead = ({ read }: { read: Read }) => {
  const say = useText(importTexts)
  if (read.table.rows.length === 0) return <Banner tone="bad" urgent title={say('reading.empty')} />
  return (
    <>
      <Preview table={read.shown} />
      {read.renamed && <Banner title={say('root', { theirs: read.renamed, ours: read.ours ?? '' })} />}
    </>
  )
}

type VerdictProps = {
  kind: Kind
  read: Read
  checked: Sent
  checking: boolean
  written: Sent | undefined
  onDone: (rows: number) => void
  write: {
    run: (read: Read) => unknown
    busy: boolean
    problem: Parameters<typeof ProblemView>[0]['problem'] | undefined
  }
}

const Verdict = ({ kind, read, checked, checking, written, write, onDone }: VerdictProps) => {
  const say = useText(importTexts)
  const sayCommon = useText(common)
  if (checking) return <Progress label={say('checking')} done={checked.done} total={checked.total} />
  if (checked.done < checked.total) return null
  const shown = written && written.report.faults.length > 0 ? written.report : checked.report
  if (shown.faults.length > 0) return <Faults report={shown} table={read.shown} />
  const { report } = checked
  return (
    <div class="stack stack-l">
      <Result report={report} />
      <Understood report={report} />
      {write.problem && written ? (
        <Banner tone="bad" urgent title={say('stopped.title')}>
          <p>{say('stopped.text', { done: written.done, total: written.total })}</p>
        </Banner>
      ) : (
        <Banner tone="good" title={say(report.accepted === 0 ? 'nothing' : 'good')}>
          {report.accepted > 0 && <p>{say('good.text')}</p>}
        </Banner>
      )}
      {write.problem && <ProblemView problem={write.problem} />}
      {write.busy && written && <Progress label={say('writing')} done={written.done} total={written.total} />}
      <div>
        {report.accepted === 0 ? (
          <Button kind="main" onPress={() => onDone(report.rows)}>
            {sayCommon('next')}
          </Button>
        ) : (
          <Button kind="main" icon="check" busy={write.busy} onPress={() => write.run(read)}>
            {write.problem ? say('stopped.go') : say(`write.${kind}`, { count: report.accepted })}
          </Button>
        )}
      </div>
    </div>
  )
}
