import { Recent } from './recent.ts'
import { harm } from './value.ts'

/** What one statement of a SQL text does. */
export type Statement = {
  /** The first keyword, for WITH the keyword after its tables: SELECT, INSERT, BEGIN, … in capitals. */
  readonly verb: string
  /** The first keywords in capitals, enough to tell the variants of BEGIN, CREATE, PRAGMA apart. */
  readonly words: readonly string[]
  /** EXPLAIN of another statement, which then is not run. */
  readonly explain: boolean
}

/** What a SQL text asks for, found without the database. */
export type Facts = {
  readonly sql: string
  readonly statements: readonly Statement[]
  /** One entry per parameter, in binding order, null where a number has no name. */
  readonly parameters: readonly (string | null)[]
  /** Needs the write lock. */
  readonly writes: boolean
  /** May change the columns of other statements. */
  readonly changesSchema: boolean
  /** Leaves something on its connection that the next user must not find. */
  readonly marksConnection: boolean
  /** Why the server will not run it, or null. */
  readonly refusal: string | null
}

const SPACE = /(?<space>[ \t\n\f\r]+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))/
const QUOTED = /(?<quoted>'[^']*'?|"[^"]*"?|`[^`]*`?|\[[^\]]*\]?)/
const VARIABLE =
  /(?<variable>\?\d*|[:@$#](?:::)*[\w$\u0080-\uffff](?:[\w$\u0080-\uffff]|::)*(?:\([^ \t\n\f\r)]*\))?)/
const WORD = /(?<word>[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)/
const SIGN = /(?:\.?\d[\w.]*|[\s\S])/
const TOKEN = new RegExp([SPACE, QUOTED, VARIABLE, WORD, SIGN].map(({ source }) => source).join('|'), 'y')

const READS = new Set(['SELECT', 'VALUES', 'COMMIT', 'END', 'ROLLBACK', 'SAVEPOINT', 'RELEASE'])
const DATA = new Set(['INSERT', 'UPDATE', 'DELETE', 'REPLACE'])
const AFTER_WITH = new Set(['SELECT', 'VALUES', ...DATA])
const WRITING_BEGIN = new Set(['IMMEDIATE', 'EXCLUSIVE', 'CONCURRENT'])
const PLAIN_PRAGMAS = new Set([
  'TABLE_INFO',
  'TABLE_XINFO',
  'TABLE_LIST',
  'INDEX_LIST',
  'INDEX_INFO',
  'INDEX_XINFO',
  'FOREIGN_KEY_LIST',
  'FOREIGN_KEY_CHECK',
  'DATABASE_LIST',
  'COMPILE_OPTIONS',
  'FUNCTION_LIST',
  'PAGE_COUNT',
  'FREELIST_COUNT',
  'INTEGRITY_CHECK',
  'QUICK_CHECK',
])
const REFUSED_PRAGMAS = new Set([
  'JOURNAL_MODE',
  'SYNCHRONOUS',
  'LOCKING_MODE',
  'WAL_AUTOCHECKPOINT',
  'WRITABLE_SCHEMA',
  'TEMP_STORE_DIRECTORY',
  'DATA_STORE_DIRECTORY',
  'QUERY_ONLY',
])
const ACTING = new Set(['=', '(', 'OPTIMIZE', 'WAL_CHECKPOINT', 'INCREMENTAL_VACUUM'])
const WORDS_KEPT = 8

const known = new Recent<string, Facts>(2_000)
const LONGEST_KEPT = 65_536

/** The facts of a SQL text; recently seen texts are remembered. */
export function factsOf(sql: string): Facts {
  const remembered = known.get(sql)
  if (remembered !== undefined) return remembered
  const facts = scan(sql)
  if (sql.length <= LONGEST_KEPT) known.set(sql, facts)
  return facts
}

function scan(sql: string): Facts {
  const reader = new Reader()
  TOKEN.lastIndex = 0
  for (let match = TOKEN.exec(sql); match?.groups !== undefined; match = TOKEN.exec(sql)) {
    const { space, quoted, variable, word } = match.groups
    if (space !== undefined) continue
    if (variable !== undefined) reader.variable(variable)
    else if (word !== undefined) reader.word(word.toUpperCase())
    else if (quoted !== undefined) reader.quoted(quoted)
    else reader.sign(match[0])
  }
  const statements = reader.finish()
  const reason = harm(sql)
  return {
    sql,
    statements,
    parameters: reader.parameters,
    writes: statements.some(writes),
    changesSchema: statements.some((statement) => !keepsSchema(statement)),
    marksConnection: statements.some(marksConnection),
    refusal: reason === null ? refusalAmong(statements) : `The SQL text ${reason}.`,
  }
}

function writes({ verb, words, explain }: Statement): boolean {
  if (explain) return false
  if (verb === 'BEGIN') return words.some((word) => WRITING_BEGIN.has(word))
  if (verb === 'PRAGMA') return !plainPragma(words)
  return !READS.has(verb)
}

function keepsSchema({ verb, words, explain }: Statement): boolean {
  if (explain || READS.has(verb) || DATA.has(verb) || verb === 'BEGIN') return true
  return verb === 'PRAGMA' && plainPragma(words)
}

function marksConnection({ verb, words, explain }: Statement): boolean {
  if (explain) return false
  if (verb === 'CREATE') return words[1] === 'TEMP' || words[1] === 'TEMPORARY'
  return verb === 'PRAGMA' && !plainPragma(words)
}

/** A PRAGMA that only tells. */
function plainPragma(words: readonly string[]): boolean {
  return words.some((word) => PLAIN_PRAGMAS.has(word)) || !words.some((word) => ACTING.has(word))
}

function refusalAmong(statements: readonly Statement[]): string | null {
  for (const { verb, words } of statements) {
    if (verb === 'ATTACH' || verb === 'DETACH') return `${verb} is not allowed: a database stands alone.`
    if (verb === 'VACUUM' && words.includes('INTO'))
      return 'VACUUM INTO is not allowed: it writes another file.'
    const pragma = verb === 'PRAGMA' ? words.find((word) => REFUSED_PRAGMAS.has(word)) : undefined
    if (pragma !== undefined && (words.includes('=') || words.includes('('))) {
      return `PRAGMA ${pragma.toLowerCase()} is set by the server and cannot be changed.`
    }
  }
  return null
}

/** Collects statements and parameters from the tokens of one SQL text. */
class Reader {
  readonly parameters: (string | null)[] = []
  readonly #statements: Statement[] = []
  #words: string[] = []
  #verb = ''
  #explain = false
  #depth = 0
  /** Inside CREATE TRIGGER: how far `; END` has come; null outside. */
  #trigger: 'body' | 'semicolon' | 'end' | null = null

  variable(name: string): void {
    this.#other()
    if (name === '?') this.parameters.push(null)
    else if (name.startsWith('?')) this.#numbered(name)
    else if (!this.parameters.includes(name)) this.parameters.push(name)
  }

  #numbered(name: string): void {
    const number = Number(name.slice(1))
    if (number < 1 || number > 32_766) return
    while (this.parameters.length < number) this.parameters.push(null)
    this.parameters[number - 1] ??= name
  }

  word(word: string): void {
    if (this.#words.length === 0 && word === 'EXPLAIN') {
      this.#explain = true
      this.#words.push(word)
      return
    }
    if (this.#verb === '' && !(this.#explain && (word === 'QUERY' || word === 'PLAN'))) this.#verb = word
    else if (this.#verb === 'WITH' && this.#depth === 0 && AFTER_WITH.has(word)) this.#verb = word
    if (this.#words.length < WORDS_KEPT) this.#words.push(word)
    this.#seeTrigger(word)
  }

  #seeTrigger(word: string): void {
    if (this.#trigger === null) {
      if (word === 'TRIGGER' && this.#verb === 'CREATE' && this.#words.length <= 3) this.#trigger = 'body'
    } else {
      this.#trigger = this.#trigger === 'semicolon' && word === 'END' ? 'end' : 'body'
    }
  }

  quoted(text: string): void {
    if (this.#verb === 'PRAGMA' && this.#words.length < WORDS_KEPT) {
      this.#words.push(text.slice(1, -1).toUpperCase())
    }
    this.#other()
  }

  sign(sign: string): void {
    if (sign === ';') {
      this.#semicolon()
      return
    }
    if (sign === '(') this.#depth += 1
    if (sign === ')') this.#depth -= 1
    if (this.#words.length < WORDS_KEPT && (sign === '=' || sign === '(')) this.#words.push(sign)
    this.#other()
  }

  #other(): void {
    if (this.#trigger !== null) this.#trigger = 'body'
    if (this.#words.length === 0) this.#words.push('')
  }

  #semicolon(): void {
    if (this.#trigger !== null && this.#trigger !== 'end') this.#trigger = 'semicolon'
    else this.finish()
  }

  /** Ends the statement under way, if there is one, and gives all. */
  finish(): Statement[] {
    if (this.#words.length > 0) {
      this.#statements.push({ verb: this.#verb, words: this.#words, explain: this.#explain })
    }
    this.#words = []
    this.#verb = ''
    this.#explain = false
    this.#depth = 0
    this.#trigger = null
    return this.#statements
  }
}
