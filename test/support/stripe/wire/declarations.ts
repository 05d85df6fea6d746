import { readFileSync } from 'node:fs'

/** A type as a declaration file writes it. */
export type Type =
  | { is: 'literal'; value: string | number | boolean | null }
  | { is: 'name'; name: string; of: Type[] }
  | { is: 'object'; members: Members }
  | { is: 'union' | 'both'; types: Type[] }
  | { is: 'list'; item: Type }

/** The members of an object; `rest` is what names that are not listed hold. */
export type Members = { fields: Map<string, { type: Type; needed: boolean }>; rest: Type | null }

/** What a name means, and the namespace in which its own names are looked for. */
export type Meaning = { type: Type; above: Type[]; parameters: string[]; scope: string }

/** What one declaration file declares, by its full name (`Refund.NextAction`), and where its other names come from. */
export type Declarations = { meanings: Map<string, Meaning>; imports: Map<string, string> }

const TOKENS = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[A-Za-z_$][\w$]*|-?\d[\d.]*|=>|\S/g

/** Reads the part of TypeScript's declarations in which Stripe's SDK is written. */
class Reader {
  readonly #tokens: string[]
  #at = 0
  readonly declared: Declarations = { meanings: new Map(), imports: new Map() }

  constructor(source: string) {
    const bare = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
    this.#tokens = bare.match(TOKENS) ?? []
  }

  get #next(): string {
    return this.#tokens[this.#at] ?? ''
  }
  #take(): string {
    const token = this.#next
    this.#at += 1
    return token
  }
  #maybe(token: string): boolean {
    if (this.#next !== token) return false
    this.#at += 1
    return true
  }
  #want(token: string): void {
    if (!this.#maybe(token))
      throw new Error(
        `declarations: ${token} wanted at ${this.#tokens.slice(this.#at - 8, this.#at + 3).join(' ')}`,
      )
  }

  /** Passes over everything up to and with a token, braces in between included. */
  #pass(end: string): void {
    for (let depth = 0; this.#at < this.#tokens.length; ) {
      const token = this.#take()
      if (depth === 0 && token === end) return
      if (token === '{' || token === '(') depth += 1
      if (token === '}' || token === ')') depth -= 1
      if (depth === 0 && token === '}' && end === '}') return
    }
  }

  statements(scope: string, end: string): void {
    while (this.#at < this.#tokens.length && this.#next !== end) {
      this.#maybe('export')
      this.#maybe('declare')
      this.#statement(this.#take(), scope)
    }
  }

  #statement(word: string, scope: string): void {
    if (word === 'import') this.#import()
    else if (word === 'interface') this.#interface(scope)
    else if (word === 'type') this.#alias(scope)
    else if (word === 'namespace') this.#namespace(scope)
    else if (word === 'class' || word === '{') this.#pass('}')
    else if (word !== ';') this.#pass(';')
  }

  #import(): void {
    const names: string[] = []
    while (this.#next !== 'from') {
      // Another name for what stands elsewhere: `export import A = B.A;`
      if (this.#next === '=' || this.#next === '') {
        this.#pass(';')
        return
      }
      const token = this.#take()
      if (/^[A-Za-z]/.test(token) && token !== 'type') names.push(token)
    }
    this.#want('from')
    const from = this.#take().slice(1, -1)
    for (const name of names) this.declared.imports.set(name, from)
    this.#maybe(';')
  }

  #full = (scope: string, name: string) => (scope ? `${scope}.${name}` : name)

  #parameters(): string[] {
    const names: string[] = []
    if (!this.#maybe('<')) return names
    while (!this.#maybe('>')) {
      const token = this.#take()
      if (/^[A-Z]/.test(token)) names.push(token)
    }
    return names
  }

  #interface(scope: string): void {
    const name = this.#take()
    const parameters = this.#parameters()
    const above: Type[] = []
    if (this.#maybe('extends'))
      do above.push(this.#primary())
      while (this.#maybe(','))
    this.#want('{')
    const type: Type = { is: 'object', members: this.#members() }
    this.declared.meanings.set(this.#full(scope, name), { type, above, parameters, scope })
  }

  #alias(scope: string): void {
    const name = this.#take()
    const parameters = this.#parameters()
    this.#want('=')
    this.declared.meanings.set(this.#full(scope, name), { type: this.type(), above: [], parameters, scope })
    this.#maybe(';')
  }

  #namespace(scope: string): void {
    let inner = this.#full(scope, this.#take())
    while (this.#maybe('.')) inner = this.#full(inner, this.#take())
    this.#want('{')
    this.statements(inner, '}')
    this.#want('}')
  }

  #members(): Members {
    const members: Members = { fields: new Map(), rest: null }
    while (!this.#maybe('}')) {
      this.#maybe('readonly')
      if (this.#maybe('[')) {
        this.#pass(']')
        this.#want(':')
        members.rest = this.type()
      } else {
        const name = this.#take().replace(/^['"]|['"]$/g, '')
        const needed = !this.#maybe('?')
        if (this.#next === '(') this.#pass(';')
        else {
          this.#want(':')
          members.fields.set(name, { type: this.type(), needed })
        }
      }
      if (!this.#maybe(';')) this.#maybe(',')
    }
    return members
  }

  type(): Type {
    this.#maybe('|')
    const types = [this.#both()]
    while (this.#maybe('|')) types.push(this.#both())
    return types.length === 1 && types[0] ? types[0] : { is: 'union', types }
  }

  #both(): Type {
    const types = [this.#primary()]
    while (this.#maybe('&')) types.push(this.#primary())
    return types.length === 1 && types[0] ? types[0] : { is: 'both', types }
  }

  #primary(): Type {
    let type = this.#single()
    while (this.#next === '[' && this.#tokens[this.#at + 1] === ']') {
      this.#at += 2
      type = { is: 'list', item: type }
    }
    return type
  }

  #single(): Type {
    const token = this.#take()
    if (token === '{') return { is: 'object', members: this.#members() }
    if (token === '(') {
      const inside = this.type()
      this.#want(')')
      return inside
    }
    if (/^['"]/.test(token)) return { is: 'literal', value: token.slice(1, -1) }
    if (/^-?\d/.test(token)) return { is: 'literal', value: Number(token) }
    if (token === 'null') return { is: 'literal', value: null }
    if (token === 'true' || token === 'false') return { is: 'literal', value: token === 'true' }
    let name = token
    while (this.#maybe('.')) name += `.${this.#take()}`
    const of: Type[] = []
    if (this.#maybe('<')) {
      do of.push(this.type())
      while (this.#maybe(','))
      this.#want('>')
    }
    return name === 'Array' && of[0] ? { is: 'list', item: of[0] } : { is: 'name', name, of }
  }
}

/** What a text declares. */
export function declarationsIn(source: string): Declarations {
  const reader = new Reader(source)
  reader.statements('', '')
  return reader.declared
}

const files = new Map<string, Declarations>()

/** What a declaration file declares; read once. */
export function declarationsOf(file: URL): Declarations {
  const known = files.get(file.href)
  if (known) return known
  const declared = declarationsIn(readFileSync(file, 'utf8'))
  files.set(file.href, declared)
  return declared
}
