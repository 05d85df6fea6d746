/** What a test knows of a cell: whose it is, and whether it still keeps its seats. */
export type ModelCell = { unit: string; wing: string; seats: number; released: boolean }

/** Somebody: the units on his line from the top, and his wings. */
export type ModelPerson = { id: string; units: readonly string[]; wings: readonly string[] }

/** An entry of the waiting list. */
export type ModelWait = { id: string; people: ModelPerson[]; offered: boolean }

const HALL: ModelCell = { unit: '', wing: '', seats: 0, released: false }

/**
 * Seats by cell as one would count them on paper: everything is counted anew, from the people themselves, each time that
 * anything is asked.
 */
export class Model {
  capacity: number
  cells: ModelCell[] = []
  registered: ModelPerson[] = []
  waits: ModelWait[] = []
  readonly #parents: ReadonlyMap<string, string>
  constructor(capacity: number, parents: ReadonlyMap<string, string>) {
    this.capacity = capacity
    this.#parents = parents
  }

  #lineOf(unit: string): string[] {
    const line = [unit]
    for (let up = this.#parents.get(unit); up; up = this.#parents.get(up)) line.push(up)
    return unit === '' ? [''] : [...line, '']
  }
  /** The nearest of the cells for a line of units (nearest first) and some wings. */
  #nearest(line: readonly string[], wings: readonly string[], except?: ModelCell): ModelCell {
    for (const unit of line) {
      const here = this.cells.filter((cell) => cell.unit === unit && cell !== except)
      const own = here
        .filter(({ wing }) => wing !== '' && wings.includes(wing))
        .sort((a, b) => (a.wing < b.wing ? -1 : 1))
      const found = own[0] ?? here.find(({ wing }) => wing === '')
      if (found) return found
    }
    return HALL
  }
  home(person: ModelPerson): ModelCell {
    return this.#nearest([...person.units].reverse().concat(''), person.wings)
  }
  #inside(cell: ModelCell): ModelCell {
    return this.#nearest(this.#lineOf(cell.unit), cell.wing === '' ? [] : [cell.wing], cell)
  }
  chain(cell: ModelCell): ModelCell[] {
    return cell === HALL ? [HALL] : [cell, ...this.chain(this.#inside(cell))]
  }
  holders(): ModelPerson[] {
    return [...this.registered, ...this.waits.flatMap(({ offered, people }) => (offered ? people : []))]
  }
  used(cell: ModelCell, holders: readonly ModelPerson[]): number {
    const own = holders.filter((person) => this.home(person) === cell).length
    const inner = this.cells.filter((one) => one !== cell && this.#inside(one) === cell)
    return own + inner.reduce((sum, one) => sum + this.need(one, holders), 0)
  }
  hallUsed(holders: readonly ModelPerson[]): number {
    return this.used(HALL, holders)
  }
  need(cell: ModelCell, holders: readonly ModelPerson[]): number {
    const used = this.used(cell, holders)
    return cell.released ? used : Math.max(cell.seats, used)
  }
  fits(more: readonly ModelPerson[]): boolean {
    return this.used(HALL, [...this.holders(), ...more]) <= this.capacity
  }
  /** Whether seating some people takes anything that an entry waits for. */
  takesFrom(more: readonly ModelPerson[], { people }: ModelWait): boolean {
    const before = this.holders()
    const after = [...before, ...more]
    return people
      .flatMap((person) => this.chain(this.home(person)))
      .some((cell) => this.used(cell, after) !== this.used(cell, before))
  }
  mayTake(person: ModelPerson): boolean {
    return this.fits([person]) && !this.waits.some((wait) => !wait.offered && this.takesFrom([person], wait))
  }
  /** Offers what is free, in order. */
  pass() {
    const behind: ModelWait[] = []
    for (const wait of this.waits.filter(({ offered }) => !offered)) {
      if (this.fits(wait.people) && !behind.some((ahead) => this.takesFrom(wait.people, ahead)))
        wait.offered = true
      else behind.push(wait)
    }
  }
}
