/** Prints one line of figures. */
export type Say = (line: Record<string, unknown>) => void

/** Two decimals. */
export const two = (n: number): number => Math.round(n * 100) / 100

/** The number below which a share of them lies. */
export const at = (numbers: readonly number[], share: number): number =>
  two([...numbers].sort((a, b) => a - b)[Math.floor(numbers.length * share)] ?? 0)

/** The middle one. */
export const median = (numbers: readonly number[]): number => at(numbers, 0.5)

/** Milliseconds of so many rounds, after some to warm up. */
export async function timed(
  once: (n: number) => Promise<unknown>,
  rounds = 200,
  warming = Math.min(10, rounds),
): Promise<number[]> {
  const times: number[] = []
  for (let n = -warming; n < rounds; n++) {
    const began = performance.now()
    await once(n + warming)
    if (n >= 0) times.push(performance.now() - began)
  }
  return times
}

/** Says each line, and at the end how many times the figure of a tenth that of a whole state is: 1 is flat. */
export function growing(print: Say): { say: Say; close: () => void } {
  const lines: Record<string, unknown>[] = []
  const say: Say = (line) => {
    lines.push(line)
    print(line)
  }
  const figure = (line: Record<string, unknown> | undefined) => Number(line?.p50Ms ?? line?.productMs)
  const close = () => {
    for (const line of lines) {
      const [name, size] = `${line.bench}`.split(/, (?=[^,]*$)/)
      const tenth = lines.find((one) => one.bench === `${name}, a tenth`)
      const growth = two(figure(line) / figure(tenth))
      if (size === 'full' && Number.isFinite(growth)) print({ bench: `${name}: full over a tenth`, growth })
    }
  }
  return { say, close }
}
