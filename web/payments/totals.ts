/** The money of one workshop. */
export type Sum = {
  registered: number
  dueMinor: number
  paidMinor: number
  owedMinor: number
  suspenseMinor: number
}

/** The money of several workshops together. */
export const totalOf = (rows: readonly Sum[]): Sum =>
  rows.reduce<Sum>(
    (sum, row) => ({
      registered: sum.registered + row.registered,
      dueMinor: sum.dueMinor + row.dueMinor,
      paidMinor: sum.paidMinor + row.paidMinor,
      owedMinor: sum.owedMinor + row.owedMinor,
      suspenseMinor: sum.suspenseMinor + row.suspenseMinor,
    }),
    { registered: 0, dueMinor: 0, paidMinor: 0, owedMinor: 0, suspenseMinor: 0 },
  )
