import { useState } from 'preact/hooks'
import { json } from '../api.ts'
import { reloadQueries, useAction } from '../query.ts'
import { paymentsApi } from '../registrations/api.ts'
import { bankTexts } from '../text/bank.ts'
import { formatDay } from '../text/format.ts'
import { useLanguage, useText } from '../text/index.ts'
import { AsyncView } from '../ui/async.tsx'
import { Banner, EmptyState } from '../ui/banner.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Panel } from '../ui/card.tsx'
import { SelectField } from '../ui/field.tsx'
import { FilePick } from '../ui/file-pick.tsx'
import { ProblemView } from '../ui/problem.tsx'
import { useAccounts } from './accounts.tsx'
import type { BankAccount } from './api.ts'
import { inParts, type Statement, statementOf } from './statement.ts'

/** How many lines one request takes. */
const PART = 200

const read = async (file: File): Promise<Statement | undefined> => {
  const [{ textOf }, { linesOf }] = await Promise.all([
    import('../imports/reading/bytes.ts'),
    import('../imports/reading/lines.ts'),
  ])
  const { text } = textOf(new Uint8Array(await file.arrayBuffer()))
  // The first line is seldom the header: what separates cells is told by the line that has most of them.
  const widest = text.split(/\r\n?|\n/).reduce((one, other) => {
    const marks = (line: string) => line.match(/[,;\t|]/g)?.length ?? 0
    return marks(other) > marks(one) ? other : one
  }, '')
  const separator = [',', ';', '\t', '|'].sort((a, b) => widest.split(b).length - widest.split(a).length)[0]
  const { cells } = await linesOf(`sep=${separator}\n${text}`)
  return statementOf(cells)
}

/** Loading a statement: the account, the file, what is in it, and what it came to. */
export const LoadStatement = ({ organisation }: { organisation: string }) => {
  const say = useText(bankTexts)
  const accounts = useAccounts(organisation)
  return (
    <Panel title={say('load')}>
      <AsyncView
        query={accounts}
        isEmpty={({ accounts: all }) => all.length === 0}
        empty={() => (
          <EmptyState
            icon="hall"
            title={say('no.account')}
            actions={
              <LinkButton href={`/o/${organisation}/money/accounts`} icon="plus">
                {say('accounts.add')}
              </LinkButton>
            }
          >
            {say('no.account.text')}
          </EmptyState>
        )}
      >
        {({ accounts: all }) => <Form organisation={organisation} accounts={all} />}
      </AsyncView>
    </Panel>
  )
}

type Sums = { loaded: number; known: number; matched: number; verified: number }
const NONE: Sums = { loaded: 0, known: 0, matched: 0, verified: 0 }

type FormProps = { organisation: string; accounts: readonly BankAccount[] }

const Form = ({ organisation, accounts }: FormProps) => {
  const say = useText(bankTexts)
  const language = useLanguage()
  const [accountId, setAccount] = useState(accounts[0]?.id ?? '')
  const [file, setFile] = useState<File | null>(null)
  const [found, setFound] = useState<Statement | null | undefined>(undefined)
  const [sent, setSent] = useState(0)
  const [sums, setSums] = useState<Sums | undefined>(undefined)
  const pick = async (picked: File) => {
    setFile(picked)
    setSums(undefined)
    // What cannot be read at all is no statement either.
    setFound((await read(picked).catch(() => undefined)) ?? null)
  }
  const load = useAction(async (statement: Statement) => {
    let all = NONE
    setSent(0)
    for (const lines of inParts(statement.lines, PART)) {
      const one = await json(
        paymentsApi(organisation)['bank-accounts'][':accountId'].lines.$post({
          param: { accountId },
          json: { lines },
        }),
      )
      all = {
        loaded: all.loaded + one.loaded,
        known: all.known + one.known,
        matched: all.matched + one.matched,
        verified: all.verified + one.verified,
      }
      setSent((done) => done + lines.length)
    }
    setSums(all)
    setFile(null)
    setFound(undefined)
    reloadQueries(`${organisation}/money/`)
  })
  const days = found?.lines.map(({ dayOn }) => dayOn).sort() ?? []
  const day = (at: number) => formatDay(days.at(at) ?? '', 'medium', language)
  return (
    <div class="form">
      {accounts.length > 1 && (
        <SelectField
          label={say('account')}
          value={accountId}
          onChange={setAccount}
          options={accounts.map(({ id, name, number, vpa }) => ({
            value: id,
            label: `${name} (${number ?? vpa})`,
          }))}
        />
      )}
      <FilePick
        label={say('file')}
        hint={say('file.hint')}
        error={found === null ? say('file.wrong') : undefined}
        kinds={['.csv', '.txt', '.tsv']}
        file={file}
        onPick={pick}
        disabled={load.busy}
      />
      {found && found.lines.length > 0 && (
        <p>{say('file.found', { count: found.lines.length, first: day(0), last: day(-1) })}</p>
      )}
      {found && found.unread.length > 0 && (
        <Banner
          tone="warn"
          title={say('file.unread', {
            count: found.unread.length,
            rows: found.unread.slice(0, 10).join(', '),
          })}
        />
      )}
      {found && found.lines.length > 0 && (
        <Button kind="main" large wide icon="upload" busy={load.busy} onPress={() => load.run(found)}>
          {load.busy ? say('load.part', { done: sent, all: found.lines.length }) : say('load.go')}
        </Button>
      )}
      {load.problem && <ProblemView problem={load.problem} />}
      {sums && (
        <Banner tone="good" title={say('load.done')} urgent>
          <p>{say('load.text', sums)}</p>
        </Banner>
      )}
    </div>
  )
}
